# The same bytes from all code paths that this machine has.
small_model
python3 -c '
import random
random.seed(7)
parts = ["Freedonia", "Sylvania", "F.D.A.", "caf\u00e9", "\U0001f986", " ", "\n", "\u2019s", ", ", "x",
         "Rufus  Firefly", "\u0000", ". "]
print("".join(random.choice(parts) + random.choice(["", " "]) for _ in range(20000)))' > a.txt
tag --simd portable a.txt > portable
for name in auto avx2 avx512 neon; do
    tag --simd $name a.txt > other 2> message
    code=$?
    if [ $code -eq 2 ]; then
        grep -q 'cannot run the chosen SIMD code' message && continue
    fi
    cmp portable other || echo "$name: exit $code"
done
grep -o '"text":"Freedonia"' portable | wc -l | tr -d ' ' | grep -vx 0 > /dev/null && echo found
