# json is the same value as jsonl; a mention has one flat line; highlight sends no control codes.
small_model
printf 'Rufus Firefly of Freedonia.\n\033[2J' > a.txt
tag a.txt > one
tag -f json a.txt > pretty
python3 -c '
import json
print(json.load(open("one")) == json.load(open("pretty")))'
tag -f mentions a.txt | sed 's/"score":[0-9.]*/"score":S/'
tag -f highlight a.txt | python3 -c '
import re, sys
shown = sys.stdin.read()
print("\033[2J" in shown, re.sub("\033\\[[0-9;]*m", "|", shown).splitlines()[0])'
