# Wrong usage: exit 2, one line, nothing on standard output.
try() {
    "$NERTAG" "$@" < /dev/null
    echo "$* -> $?"
}
try --no-such-option
try -Z
try --format
try -f xml
try -o
try --offsets chars
try -j many
try -j 1025
try --min-score 1.5
try --min-score x
try --max-doc 0
try --max-doc 3G
try --jsonl=yes
try --simd sse
try --labels ''
try build
try build x.tsv
try check
try lookup
try dump one two
try help me
