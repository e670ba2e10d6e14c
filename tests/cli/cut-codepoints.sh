# A segment is not cut inside a code point that stands before a run of stray continuation bytes.
python3 -c '
import sys
sys.stdout.buffer.write(b"#" * (32768 - 5) + b"\xe2\x82\x80" + b"\x80" * 6 + b"#" * 40000 + b" Russia ")
' > in.txt
$nertag in.txt > out.json
python3 -c '
import json
text = open("in.txt", "rb").read().decode("utf-8", "replace")
record = json.load(open("out.json"))
assert record["length"] == len(text), (record["length"], len(text))
for mention in record["mentions"]:
    assert text[mention["start"]:mention["end"]] == mention["text"], mention
print(len(record["mentions"]))'
