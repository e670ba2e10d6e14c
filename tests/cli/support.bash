# support.bash - what the cases share; runs the case that is named: support.bash CASE
set -u

# A gazetteer of a few made-up rows and the model of it, "small.model".
small_model() {
    {
        printf '# Names for tests\n# source: invented\n# licence: CC0\n# date: 2026-11-23\n'
        printf 'id\tlabel\tname\taliases\tcountry\tprior\n'
        printf 'Q1\tCOUNTRY\tFreedonia\tFDA{case=exact}\tFR\t90\n'
        printf 'Q2\tCOUNTRY\tSylvania\t\tSY\t80\n'
        printf 'Q3\tPERSON\tRufus Firefly\tFirefly{context}\t\t10\n'
        printf 'Q4\tORG\tBureau of Ducks\t\tFR\t5\n'
    } > small.tsv
    "$NERTAG" build -o small.model --name small small.tsv
}

# Tag with the small model.
tag() {
    "$NERTAG" --model small.model "$@"
}

# Records as short lines: the id, then start-end:label:text of each mention, or the error.
brief() {
    python3 -c '
import json, sys
for line in sys.stdin.buffer:
    record = json.loads(line)
    if "error" in record:
        said = ["error", record["error"]["code"], record["error"]["message"]]
    else:
        said = ["%d-%d:%s:%s" % (m["start"], m["end"], m["label"], m["text"])
                for m in record["mentions"]]
        said += ["%s=%d" % item for item in sorted(record.get("warnings", {}).items())]
    sys.stdout.buffer.write((" ".join([record["id"]] + said) + "\n").encode())
'
}

# The program with the model of data/names.tsv, as the longer cases use it.
program=$NERTAG
data=$TESTS/data
model=$MODEL
nertag="$NERTAG --model $MODEL"

# Records as lines that show length, unit and id too: a line a document, a line a mention.
spans() {
    python3 "$data/spans.py"
}

# Run a command, then print its exit code.
exit_of() {
    "$@"
    echo "exit $?"
}

. "$1"
