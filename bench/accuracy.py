#!/usr/bin/env python3
"""Measure accuracy and calibration on annotated corpora beside the project.

    bench/accuracy.py --nertag build/nertag --shared ../shared [--out bench/ACCURACY.md]

For each corpus: precision, recall and F1 (exact span and label) by shared/eval/score.py, with
COUNTRY and LOCATION counted as LOC; then, for each score that nertag gave, how many mentions had it
and which share of them was right. Needs Python 3.9 and no package."""

import argparse
import collections
import datetime
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

CORPORA = ["dev/worldwide-dev", "dev/gum-dev", "dev/uner-ewt-dev", "train/wikinews-gold",
           "train/gmb-gold"]
CALIBRATION = ["train/wikinews-gold", "train/gmb-gold", "dev/worldwide-dev"]
AS_LOC = {"COUNTRY", "LOCATION", "GPE"}


def label_of(name):
    return "LOC" if name in AS_LOC else name


def tag(nertag, documents, folder):
    """nertag's record for each document, in order."""
    source = folder / "in.jsonl"
    with open(source, "w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps({"id": document["id"], "text": document["text"]}) + "\n")
    run = subprocess.run([nertag, "--jsonl", str(source)], capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def score(shared, gold, documents, records, folder):
    system = folder / "system.jsonl"
    plain = folder / "gold.jsonl"
    plain.write_bytes(gzip.decompress(gold.read_bytes()))
    with open(system, "w", encoding="utf-8") as file:
        for document, record in zip(documents, records):
            entities = [{"start": m["start"], "end": m["end"], "type": m["label"]}
                        for m in record["mentions"]]
            file.write(json.dumps({"id": document["id"], "entities": entities}) + "\n")
    run = subprocess.run([sys.executable, str(shared / "eval/score.py"), str(plain), str(system),
                          "--types", "PERSON,LOC,ORG,NORP", "--map", "LOCATION=LOC"],
                         capture_output=True, text=True, check=True)
    return run.stdout


def calibrate(documents, records):
    right = collections.Counter()
    total = collections.Counter()
    for document, record in zip(documents, records):
        gold = {(e["start"], e["end"], label_of(e["type"])) for e in document["entities"]}
        for mention in record["mentions"]:
            key = mention["score"]
            total[key] += 1
            right[key] += (mention["start"], mention["end"], label_of(mention["label"])) in gold
    return total, right


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nertag", default="build/nertag")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    version = subprocess.run([options.nertag, "dump"], capture_output=True, text=True, check=True)
    lines = ["# Accuracy", "", "Command: `python3 bench/accuracy.py --out bench/ACCURACY.md`, "
             f"{datetime.date.today()}, {version.stdout.splitlines()[0]}.".replace("\t", " "),
             "Exact span and label; COUNTRY and LOCATION count as LOC. What is not in a gazetteer is "
             "not found yet:", "recall waits for rules and weights.", ""]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        calibration = {}
        for corpus in CORPORA:
            gold = options.shared / "data" / (corpus + ".jsonl.gz")
            documents = [json.loads(line) for line in gzip.open(gold, "rt", encoding="utf-8")]
            records = tag(options.nertag, documents, folder)
            lines += [f"## {corpus}", "", "```",
                      score(options.shared, gold, documents, records, folder).rstrip(), "```", ""]
            if corpus in CALIBRATION:
                calibration[corpus] = calibrate(documents, records)
    lines += ["## Calibration", "", "| corpus | score given | mentions | share right |",
              "| --- | --: | --: | --: |"]
    for corpus, (total, right) in calibration.items():
        for key in sorted(total):
            lines.append(f"| {corpus} | {key} | {total[key]} | {right[key] / total[key]:.3f} |")
        error = sum(abs(right[k] - k * total[k]) for k in total) / sum(total.values())
        lines.append(f"| {corpus} | mean error | {sum(total.values())} | {error:.3f} |")
    text = "\n".join(lines) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
