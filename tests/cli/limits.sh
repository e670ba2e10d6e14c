# --max-doc: larger documents and lines have an error record, others do not suffer.
printf 'Seoul' >five
printf 'Seoul!' >six
$nertag --max-doc 5 five six five 2>&1 >out
echo "exit $?"
brief <out
printf 'Seoul\nSeoul!\nSeoul\r\nNATO' | $nertag --lines --max-doc 5 >out 2>/dev/null
echo "exit $?"
brief <out
printf '{"text":"Seoul"}\n{"text":"Seoul, NATO"}\n{"text":"NATO"}\n' | $nertag --jsonl --max-doc 16 >out 2>/dev/null
echo "exit $?"
brief <out
head -c 3000000 /dev/zero | $nertag --max-doc 2M 2>/dev/null | brief
head -c 3000000 /dev/zero | tr '\0' x | $nertag --lines --max-doc 1M 2>/dev/null | brief
{ head -c 3000000 /dev/zero | tr '\0' x; printf '\nSeoul'; } | $nertag --lines --max-doc 1000K 2>/dev/null | brief
