# Every mistake in a gazetteer: one line, file:line, exit 3, no output.
good='id\tlabel\tname\taliases\tcountry\tprior\n'
try() {
    printf "$1" >bad.tsv
    echo Seoul | $nertag -g bad.tsv
    echo "exit $?"
} 2>&1
try ''
try '# only a comment\n'
try 'id\tlabel\n'
try 'id\tlabel\tname\tcolour\n'
try 'id\tlabel\tname\tname\n'
try "#! case=wrong\n$good"
try "$good\tORGN\tAcme\n"
try "$good\tORG\t\n"
try "$good\tORG\tAcme\t\tUSA\n"
try "$good\tORG\tAcme\t\tUS\tmany\n"
try "$good\tORG\tAcme\t\tUS\t1\textra\n"
try "$good\tORG\tAcme\tA{case=up}\n"
try "$good\tORG\tAcme\tA{context\n"
try "$good\tORG\tAcme\t?!\n"
try "${good}a b\tORG\tAcme\n"
try "$good\tORG\tAc\\xffme\n"
try "$good\tORG\tAc\\0me\n"
echo "-- not a file"
$nertag -g . </dev/null
echo "exit $?"
$nertag -g missing.tsv </dev/null
echo "exit $?"
echo "-- build writes nothing"
printf "$good\tORGN\tAcme\n" >bad.tsv
echo old >out.model
$program build -o out.model "$data/names.tsv" bad.tsv
echo "exit $?: $(cat out.model)"
echo "-- check goes on behind a mistake"
printf "$good\tORGN\tAcme\nQ1\tORG\tB Corp\tBC|BC\nQ1\tPERSON\tB Corp\n\tORG\tUN{\tat{case=fold}\n" >bad.tsv
$program check bad.tsv "$data/names.tsv"
echo "exit $?"
$program check "$data/names.tsv"
echo "exit $?"
