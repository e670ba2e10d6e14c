# A line of 1 GB is tagged or refused with an error record.
if [ "${NERTAG_TEST_LARGE:-0}" != 1 ]; then
    echo "set NERTAG_TEST_LARGE=1 to tag a line of 1 GB"
    exit 77
fi
line() {
    yes 'Talks between Russia and NATO in Seoul went on without' | head -c 1000000000 | tr '\n' ' '
    printf '\nPutin\n'
}
line | $nertag --lines >out 2>/dev/null
echo "exit $?"
spans <out
echo "-- tagged where it is allowed; the pieces are counted, for the record has gigabytes"
line | $nertag --lines --max-doc 1G |
    tr ',' '\n' | LC_ALL=C grep -E '^"(text|length)":' | LC_ALL=C sort -S 64M | uniq -c
echo "exit ${PIPESTATUS[1]}"
