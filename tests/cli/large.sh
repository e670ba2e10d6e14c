# A line of 1 GB is tagged or refused with an error record.
if [ "${NERTAG_TEST_LARGE:-0}" != 1 ]; then
    echo "set NERTAG_TEST_LARGE=1 to tag a line of 1 GB"
    exit 77
fi
line() { yes 'Talks between Russia and NATO in Seoul went on without' | head -c 1000000000 | tr '\n' ' '; echo; echo "Putin"; }
line | $nertag --lines >out 2>/dev/null
echo "exit $?"
brief <out
line | $nertag --lines --max-doc 1G | tee >(head -c 200 | grep -o '"length":[0-9]*') |
    grep -o '"text":"[A-Za-z]*"' | LC_ALL=C sort | uniq -c
echo "exit ${PIPESTATUS[1]}"
