#!/usr/bin/env python3
"""Tag the texts of the shared corpora and slice every mention again in Python, in all three units.

    corpora.py NERTAG SHARED_FOLDER [--all]      exit 77: skipped, the folder is absent

Without --all the large unlabelled files are left out."""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile


def lines_of(path):
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".zst":
        return subprocess.run(["zstd", "-dcq", str(path)], capture_output=True,
                              check=True).stdout.decode("utf-8").split("\n")
    return path.open(encoding="utf-8")


def units(text, unit):
    """The text in the unit, as something that slices by it, and back to a string."""
    if unit == "codepoint":
        return text, lambda part: part
    if unit == "byte":
        return text.encode("utf-8"), lambda part: part.decode("utf-8")
    wide = text.encode("utf-16-le")
    pairs = [wide[i:i + 2] for i in range(0, len(wide), 2)]
    return pairs, lambda part: b"".join(part).decode("utf-16-le")


def check(program, path, folder):
    source = folder / "in.jsonl"
    texts = []
    with source.open("w", encoding="utf-8") as file:
        for line in lines_of(path):
            text = json.loads(line).get("text") if line.strip() else None
            if text is not None:
                texts.append(text)
                file.write(json.dumps({"id": str(len(texts)), "text": text}) + "\n")
    mentions = wrong = 0
    for unit in ("codepoint", "byte", "utf16"):
        run = subprocess.run([program, "--jsonl", "--offsets", unit, str(source)],
                             capture_output=True, check=True)
        records = run.stdout.split(b"\n")
        assert len(records) == len(texts) + 1, f"{path}: {len(records)} lines for {len(texts)} texts"
        for text, line in zip(texts, records):
            record = json.loads(line)
            sliced, back = units(text, unit)
            wrong += record["length"] != len(sliced)
            last = 0
            for mention in record["mentions"]:
                part = sliced[mention["start"]:mention["end"]]
                wrong += back(part) != mention["text"] or mention["start"] < last
                last = mention["end"]
                mentions += 1
    return mentions, wrong


def main():
    program, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    if not (shared / "data").exists():
        print(f"skipped: {shared / 'data'} is absent")
        return 77
    paths = sorted((shared / "data").rglob("*.jsonl*"))
    if "--all" not in sys.argv:
        paths = [path for path in paths if path.stat().st_size < 2_000_000]
    mentions = wrong = 0
    with tempfile.TemporaryDirectory() as name:
        for path in paths:
            found, bad = check(program, path, pathlib.Path(name))
            mentions += found
            wrong += bad
            if bad:
                print(f"{path.name}: {bad} of {found} mentions wrong")
    print(f"{len(paths)} files, {mentions} mentions sliced in three units, {wrong} wrong")
    return 1 if wrong or mentions < 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
