#!/usr/bin/env python3
"""Check JSON Lines of standard input against a JSON Schema, as far as nertag's own schema goes: the
keywords below; another keyword is an error, so that nothing is passed over.

    schema.py SCHEMA < records.jsonl"""

import json
import re
import sys

IGNORED = {"$schema", "title", "description", "$defs"}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def has_type(value, name):
    return isinstance(value, TYPES[name]) and not isinstance(value, bool)


def check(value, schema, root, where):
    """Yield what is wrong with the value."""
    for keyword, rule in schema.items():
        if keyword in IGNORED:
            continue
        if keyword == "$ref":
            target = root
            for step in rule.removeprefix("#/").split("/"):
                target = target[step]
            yield from check(value, target, root, where)
        elif keyword == "oneOf":
            results = [list(check(value, option, root, where)) for option in rule]
            if sum(not result for result in results) != 1:
                yield from min(results, key=len) or [f"{where}: fits more than one of oneOf"]
        elif keyword == "type":
            if not has_type(value, rule):
                yield f"{where}: no {rule}"
                return
        elif keyword == "const" or keyword == "enum":
            if value not in (rule if keyword == "enum" else [rule]):
                yield f"{where}: {value!r} is not {rule!r}"
        elif keyword == "minimum" or keyword == "maximum":
            if value < rule if keyword == "minimum" else value > rule:
                yield f"{where}: {value} against the {keyword} {rule}"
        elif keyword == "minLength":
            if len(value) < rule:
                yield f"{where}: too short"
        elif keyword == "pattern":
            if not re.search(rule, value):
                yield f"{where}: {value!r} does not match {rule}"
        elif keyword == "uniqueItems":
            if rule and len(set(map(json.dumps, value))) != len(value):
                yield f"{where}: repeated items"
        elif keyword == "items":
            for index, item in enumerate(value):
                yield from check(item, rule, root, f"{where}[{index}]")
        elif keyword == "required":
            yield from (f"{where}: no {key}" for key in rule if key not in value)
        elif keyword == "properties":
            for key, item in value.items():
                if key in rule:
                    yield from check(item, rule[key], root, f"{where}.{key}")
        else:
            yield f"{where}: the keyword {keyword} of the schema is not known here"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    problems = [problem for number, line in enumerate(sys.stdin, 1)
                for problem in check(json.loads(line), schema, schema, f"record {number}")]
    print("\n".join(problems) or "all records are as the schema says")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
