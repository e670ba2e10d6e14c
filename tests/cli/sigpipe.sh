# Whoever reads the output may stop: no message, no long run.
small_model
echo 'Freedonia and Sylvania.' > a.txt
python3 -c 'print("Freedonia and Sylvania.\n" * 20000)' > l.txt
timeout 60 "$NERTAG" --model small.model --lines l.txt | head -c1
echo
[ "${PIPESTATUS[0]}" -ne 124 ] || echo "ran on"
"$NERTAG" --schema | head -c1
echo
