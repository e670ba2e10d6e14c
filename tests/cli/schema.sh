# The schema is JSON and names what a record has.
"$NERTAG" --schema | python3 -c '
import json, sys
schema = json.load(sys.stdin)
print("$schema" in schema)
text = json.dumps(schema)
print([key for key in ("nertag", "id", "model", "offsets", "length", "mentions", "entities",
                       "topics", "warnings", "error") if "\"%s\"" % key not in text])'
