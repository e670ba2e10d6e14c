# build, lookup, dump: reproducible, and a dump compiles again to the same names.
$program build --name "my names 3" -o a.model "$data/names.tsv"
$program build --name "my names 3" -o b.model "$data/names.tsv"
cmp a.model b.model && echo "same bytes"
cp "$data/names.tsv" elsewhere-names.tsv
mkdir d && cp "$data/names.tsv" d/names.tsv
$program build --name "my names 3" -o c.model d/names.tsv
cmp a.model c.model && echo "no path in it"
$program dump a.model | grep -E '^(name|format|entities)' | sed 's/ [0-9a-f]\{8\}$/ CHECKSUM/'
$program dump --entities a.model >again.tsv
grep -c '' again.tsv
$program build -o again.model again.tsv
echo "Russia, DPRK, the US and Seoul" >t
$program --model again.model t | brief >one
$program --model a.model t | brief >two
diff one two && echo "same mentions"
echo "-- lookup"
$program lookup --model a.model Korea 'U.S.' 'NORTH KOREA'
echo "exit $?"
$program lookup --model a.model Atlantis
echo "exit $?"
$program lookup --model a.model Atlantis Seoul | wc -l
