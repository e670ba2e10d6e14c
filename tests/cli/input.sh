# Standard input, named files, "-" among them, odd texts.
echo "Russia met NATO in Seoul." | $nertag | brief
printf 'Russia' >a.txt
printf 'Putin left Seoul.\r\n\r\nN. Korea said so.\r\n' >crlf.txt
printf '\xef\xbb\xbfSeoul' >bom.txt
printf 'Seoul\0Russia\0\0NATO\n' >nul.txt
printf '\xff\xfeSeoul \xe2\x82 Russia \xf0\x9f\x98\x80 NATO' >broken.txt
: >empty.txt
printf '\n\n' >blank.txt
$nertag a.txt crlf.txt bom.txt nul.txt broken.txt empty.txt blank.txt | brief
echo "NATO" | $nertag a.txt - a.txt | brief
printf 'Seoul' >./-dash.txt
$nertag -- -dash.txt | brief
printf 'Seoul' >tag
$nertag tag tag | brief # the first word is the command, the second a file
