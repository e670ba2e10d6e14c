# A full disk and a closed standard output.
small_model
echo Freedonia > a.txt
if [ ! -c /dev/full ]; then exit 77; fi
tag a.txt > /dev/full
echo "tag: $?"
"$NERTAG" dump small.model > /dev/full
echo "dump: $?"
"$NERTAG" --help > /dev/full
echo "help: $?"
tag a.txt >&-
echo "closed: $?"
"$NERTAG" --version >&-
echo "version closed: $?"
tag <&- > out
echo "input closed: $?"
