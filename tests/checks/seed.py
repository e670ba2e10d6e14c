#!/usr/bin/env python3
"""The article that the project was asked for with, against the mentions marked by hand; and the same
text in other spellings, which must give the same entities.

    seed.py NERTAG SHARED_FOLDER      exit 77: skipped, the folder is absent"""

import json
import pathlib
import subprocess
import sys
import textwrap
import unicodedata

LABELS = ("COUNTRY", "NORP", "LOCATION", "ORG")
GOAL = 0.97


def tag(program, text):
    run = subprocess.run([program], input=text.encode("utf-8"), capture_output=True, check=True)
    record = json.loads(run.stdout)
    for mention in record["mentions"]:
        assert text[mention["start"]:mention["end"]] == mention["text"], mention
    return record


def country_of(mention):
    return mention.get("country") or (mention.get("id") if mention["type"] == "COUNTRY" else None)


def check_gold(record, gold):
    """Problems with spans, labels, ids and countries."""
    marked = {(m["start"], m["end"]): m for m in gold if m["type"] in LABELS}
    found = {(m["start"], m["end"]): m for m in record["mentions"] if m["label"] in LABELS}
    same = [span for span in marked if span in found
            and found[span]["label"] == marked[span]["type"]]
    score = 2 * len(same) / (len(marked) + len(found))
    problems = [] if score >= GOAL else [f"F1 {score:.3f} is under {GOAL}"]
    for span in same:
        entity = record["entities"][found[span]["entity"]]
        country = country_of(marked[span])
        if country and entity.get("country") != country:
            problems.append(f"{found[span]['text']}: country {entity.get('country')}, not {country}")
    for mention in gold:
        if mention["type"] == "PERSON" and "id" in mention:
            system = [m for m in record["mentions"] if m["start"] == mention["start"]
                      and m["end"] == mention["end"]]
            for match in system:
                if record["entities"][match["entity"]].get("id") != mention["id"]:
                    problems.append(f"{mention['text']}: not {mention['id']}")
    return score, problems


def names(record):
    return {(e["label"], e.get("id"), e["name"]) for e in record["entities"]}


def wrapped(text, **options):
    return "\n".join(textwrap.fill(line, 60, **options) for line in text.split("\n"))


def main():
    program = sys.argv[1]
    folder = pathlib.Path(sys.argv[2]) / "seed"
    if not (folder / "article.txt").exists():
        print(f"skipped: {folder} is absent")
        return 77
    text = (folder / "article.txt").read_bytes().decode("utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["mentions"]
    record = tag(program, text)
    score, problems = check_gold(record, gold)
    spellings = {"capitals": text.upper(), "NFD": unicodedata.normalize("NFD", text),
                 "CRLF": text.replace("\n", "\r\n"), "wrapped": wrapped(text),
                 "wrapped, hyphens kept": wrapped(text, break_on_hyphens=False)}
    for name, spelling in spellings.items():
        for entity in sorted(map(str, names(record) ^ names(tag(program, spelling)))):
            problems.append(f"{name}: {entity} differs")
    print("\n".join(problems) if problems else f"F1 {score:.3f}; {len(spellings)} spellings alike")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
