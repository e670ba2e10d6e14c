# build, check, lookup and dump.
small_model
cp small.model first.model
small_model
cmp first.model small.model && echo "same bytes"
exit_of "$NERTAG" check small.tsv
printf 'id\tlabel\tname\taliases\nQ1\tCOUNTRY\tA\tB|B\nQ2\tDUCK\tC\nQ1\tCOUNTRY\tA\n' > bad.tsv
exit_of "$NERTAG" check bad.tsv > report
grep -c '^bad.tsv:[0-9]*: ' report
tail -n 1 report
exit_of "$NERTAG" lookup --model small.model FDA 'Bureau of Ducks'
exit_of "$NERTAG" lookup --model small.model Osterlich
"$NERTAG" dump small.model | grep -E '^(model|format|entities|surface forms|source)' |
    sed 's/ [0-9a-f]\{8\}$/ CHECKSUM/'
"$NERTAG" dump --entities small.model
