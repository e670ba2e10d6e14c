# Each line a document, blank ones too: CR LF is no part of it, the last break may be missing.
small_model
printf 'Freedonia\r\n\nSylvania\n\r\nThe FDA' > l.txt
tag --lines l.txt | python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    print(r["id"], r["length"], [m["text"] for m in r["mentions"]])'
