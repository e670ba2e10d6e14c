# Wrong usage: exit 2, one line that says what to do.
for arguments in --nonsense -x -f "-f xml" --format=xml "-j many" -j-1 "-j 1025" --jsonl=yes \
    "--offsets chars" "--labels PEOPLE" "--labels PERSON,,ORG" "--min-score 2" "--min-score x" \
    "--max-doc 0" "--max-doc 3G" "--max-doc 1T" "--simd mmx" "-o" "--text-field=" \
    "build" "build x.tsv" "check" "lookup" "dump a b" "help nonsense" "help tag build" \
    "build --jsonl" "check -r" "tag --entities" "-rz"; do
    $program $arguments </dev/null
    echo "exit $?"
done 2>&1
for arguments in --version "build --version" "help lookup" "lookup --help"; do
    $program $arguments | head -n 2
    echo "exit ${PIPESTATUS[0]}"
done
