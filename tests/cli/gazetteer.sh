# -g: layers over the model, later files win, rows delete.
tab() { printf '%s\t%s\t%s\t%s\t%s\n' "$@"; }
head="id label name aliases prior"
tab $head '' ORG 'Example Wire' 'EW{case=exact}' 5 >one.tsv
tab $head Q8684 LOCATION Seoul 'Hanseong' '' '' ORG 'Example Wire' 'Wire Ltd' '' >two.tsv
tab $head Q159 - '' '' '' Q423 - '' 'DPRK' '' '' - Korea '' '' >delete.tsv
tab $head X:1 PERSON 'Korea' '' 1 X:2 ORG 'Seoul' '' 99 >rival.tsv
text="Example Wire (EW), Wire Ltd: Seoul, once Hanseong; Russia, DPRK, N. Korea and Korea."
for layers in "" "-g one.tsv" "-g one.tsv -g two.tsv" "-g delete.tsv" "-g rival.tsv" \
    "-g delete.tsv -g rival.tsv" "--gazetteer=one.tsv -gdelete.tsv"; do
    echo "-- $layers"
    echo "$text" | $nertag $layers | spans
done
echo "-- the source is named"
echo "$text" | $nertag -g one.tsv -f mentions --labels ORG | grep -o '"by":"[^"]*"'
echo "-- Windows line ends, byte order mark, comments"
printf '\xef\xbb\xbf# names\r\nlabel\tname\tid\r\n# more\r\n\r\nORG\tAcme\t\r\n' >windows.tsv
echo "Acme" | $nertag -g windows.tsv | spans
