# -f, and records of every kind against the schema.
printf 'Russia met NATO.\nIn \x1b[31mSeoul\xff.\n' >t
$nertag -f mentions t | sed 's/"score":[0-9.]*/"score":S/'
$nertag -f highlight t | cat -v
$nertag -f json t >pretty
$nertag t >plain
python3 - <<'END'
import json
assert json.load(open("pretty")) == json.load(open("plain"))
print("json and jsonl say the same")
END
$program --schema >schema
{ cat plain; $nertag t missing t 2>/dev/null; printf 'a\n{"text":"Seoul"}\n{}\n' | $nertag --jsonl 2>/dev/null
    $program "$root"/examples/*.txt
    $nertag --offsets utf16 t; $nertag --max-doc 1 t 2>/dev/null; } | tee records |
    python3 "$root/tests/checks/schema.py" schema
grep -c '' records | sed 's/^/records: /'
echo '{"nertag":1,"id":"x","model":"m","offsets":"char","length":-1,"mentions":[{}],"entities":[],"topics":[]}' |
    python3 "$root/tests/checks/schema.py" schema
echo "exit $?"
