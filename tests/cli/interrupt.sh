# SIGPIPE ends quietly; SIGINT and SIGTERM leave no half file, and finish the record in hand.
yes 'Russia and Seoul' | head -n 300000 >lines.txt
$nertag --lines lines.txt | head -n 1 | spans
# 141: killed by SIGPIPE; 5 where the caller had SIGPIPE ignored and the write failed
case ${PIPESTATUS[0]} in 141 | 5) echo "ended" ;; *) echo "went on" ;; esac
$program dump --entities "$model" | head -n 1 >/dev/null
echo "exit ${PIPESTATUS[0]}"
set -m # a background job of a script without job control ignores SIGINT
interrupted() { # SIGNAL
    mkfifo feed
    $nertag --lines -o out -j2 feed &
    local process=$!
    exec 3<>feed # does not wait for a reader
    timeout 60 cat lines.txt >&3
    kill -"$1" $process
    wait $process
    echo "exit $?"
    exec 3>&-
    rm feed
    ls
}
interrupted INT
echo "old" >out
interrupted TERM
cat out
rm out
echo "-- to standard output: whole records"
mkfifo feed
$nertag --lines feed >out &
process=$!
exec 3<>feed
timeout 60 head -n 100000 lines.txt >&3
sleep 0.3
kill -INT $process
wait $process
echo "exit $?"
exec 3>&-
python3 -c '
import json
data = open("out", "rb").read()
assert data == b"" or data.endswith(b"\n")
for line in data.splitlines(): json.loads(line)
print("whole")'
