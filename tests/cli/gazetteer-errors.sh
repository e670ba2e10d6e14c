# What is wrong in a gazetteer is said in one line with file and line; exit 3, no output.
small_model
bad() {
    cat > bad.tsv
    echo Freedonia | "$NERTAG" --model small.model -g bad.tsv 2>&1
    echo "tag $?"
    "$NERTAG" build -o never bad.tsv > /dev/null 2>&1
    echo "build $?"
}
header='id\tlabel\tname\taliases\tcountry\tprior\n'
printf "$header"'Q1\tPLANET\tMars\n' | bad
printf "# one\n$header"'Q1\tCOUNTRY\t\n' | bad
printf "$header"'Q1\tCOUNTRY\tX\t\tfrance\n' | bad
printf "$header"'Q1\tCOUNTRY\tX\t\tFR\t-1\n' | bad
printf "$header"'Q1\tCOUNTRY\tX\t\tFR\t1\tmore\n' | bad
printf "$header"'Q 1\tCOUNTRY\tX\n' | bad
printf 'id\tlabel\tnaem\n' | bad
printf 'id\tlabel\n' | bad
printf 'id\tid\tlabel\tname\n' | bad
printf '# nothing\n' | bad
printf '#! case=loud\n' | bad
printf "$header"'Q1\tCOUNTRY\tX\tY{loud}\n' | bad
printf "$header"'Q1\tCOUNTRY\tX\tY{case=exact\n' | bad
printf "$header"'Q1\tCOUNTRY\t\xff\n' | bad
[ ! -e never ] || echo "something was written"
tag -g . < small.tsv
echo "folder $?"
tag -g missing.tsv < small.tsv
echo "missing $?"
