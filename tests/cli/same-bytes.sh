# Any input form, number of threads, SIMD code and size of reads: the same bytes.
python3 - <<'END'
import json, os, random
random.seed(7)
words = ["Russia", "NATO", "Seoul", "the", "said.", "N. Korea", "U.S.", "Putin's", "\u00e4\u00f6",
         "\U0001f600", "and", "D.P.R.K.", "Korea-Russia", "PUTIN", "\n", "\n\n", "Cafe\u0301", "a" * 70]
os.makedirs("d/e")
with open("feed.jsonl", "w", encoding="utf-8") as feed, \
        open("lines.txt", "w", encoding="utf-8") as lines:
    for n in range(3000):
        text = " ".join(random.choices(words, k=random.choice((0, 3, 40, 400))))
        feed.write(json.dumps({"id": n, "text": text}, ensure_ascii=n % 2 == 0) + "\n")
        lines.write(text.replace("\n", " ") + "\n")
        if n % 10 == 0:
            with open(f"d/{'e/' if n % 3 else ''}{n}", "w", encoding="utf-8") as file:
                file.write(text)
END
for input in "--jsonl feed.jsonl" "--lines lines.txt" "-r d" "-f mentions --jsonl feed.jsonl"; do
    $nertag -j1 $input >one
    for threads in 2 4 9; do
        $nertag -j$threads $input | cmp - one || echo "-j$threads $input differs"
    done
    $nertag -j4 -o file $input
    cmp one file
    for simd in portable avx2 avx512 neon; do
        if $nertag --simd $simd /dev/null >/dev/null 2>&1; then
            $nertag --simd $simd $input | cmp - one || echo "--simd $simd $input differs"
        fi
    done
    echo "$input: $([ "$(wc -l <one)" -gt 290 ] && echo many) records alike"
done
echo "-- a document alone and in company"
sed -n '1500,1510p' lines.txt >few
$nertag --lines few | sed 's/"id":"[^"]*"//' >alone
$nertag --lines lines.txt | sed -n '1500,1510p' | sed 's/"id":"[^"]*"//' | cmp - alone && echo alike
echo "-- input in small pieces"
python3 -c '
import os
data = open("few", "rb").read()
for at in range(0, len(data), 7):
    os.write(1, data[at:at + 7])' | $nertag --lines | sed 's/"id":"[^"]*"//' | cmp - alone && echo alike
