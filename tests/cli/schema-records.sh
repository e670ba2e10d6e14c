# Records of every kind are as the schema says, and the check of it finds what is not.
printf 'Russia met NATO.\nIn \x1b[31m Seoul\xff.\n' >t
"$NERTAG" --schema >schema
{
    $nertag t missing t
    printf 'a\n{"text":"Seoul"}\n{}\n{"text":1}\n' | $nertag --jsonl
    "$NERTAG" "$SOURCE"/examples/*.txt
    "$NERTAG" --offsets utf16 "$SOURCE/examples/summit.txt"
    $nertag --max-doc 1 t
    $nertag /dev/null
    $nertag --lines t
} 2>errors >records
python3 "$SOURCE/tests/checks/schema.py" schema <records
for bad in '{"nertag":2,"id":"x","error":{"code":"read","message":"m"}}' \
    '{"nertag":1,"id":"x","error":{"code":"odd","message":"m"}}' \
    '{"nertag":1,"id":"x","model":"m","offsets":"byte","length":-1,"mentions":[],"entities":[],"topics":[]}' \
    '{"nertag":1,"model":"m","offsets":"byte","length":1,"mentions":[{}],"entities":[],"topics":[]}'; do
    echo "$bad" | python3 "$SOURCE/tests/checks/schema.py" schema >/dev/null && echo "not refused: $bad"
done
grep -c . records
