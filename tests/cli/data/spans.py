#!/usr/bin/env python3
"""Records of standard input as short lines that tests can compare: a line a document, a mention."""

import json
import sys

for line in sys.stdin.buffer:
    record = json.loads(line)
    name = record.get("id", "-")
    if "error" in record:
        print(f"{name}: error {record['error']['code']}: {record['error']['message']}")
        continue
    print(f"{name}: {record['length']} {record['offsets']}s"
          + (f", warnings {record['warnings']}" if "warnings" in record else ""))
    for mention in record["mentions"]:
        entity = record["entities"][mention["entity"]]
        print(f"  {mention['start']}-{mention['end']} {json.dumps(mention['text'])} "
              f"{mention['label']} {entity.get('id', '-')}")
