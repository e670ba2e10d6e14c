# -o appears whole or not at all; what cannot be written is exit 5.
echo "Seoul and Russia" >in.txt
$nertag -o out in.txt
echo "exit $?, $(brief <out | wc -l) lines"
echo "-- a failed run leaves the old file"
echo "old" >keep
$nertag --model /dev/null -o keep in.txt
echo "exit $?: $(cat keep)"
$nertag --labels NONSENSE -o keep in.txt
echo "exit $?: $(cat keep)"
$nertag -g missing.tsv -o keep in.txt
echo "exit $?: $(cat keep)"
echo "-- onto an input"
$nertag -o in.txt in.txt
echo "exit $?: $(cat in.txt)"
ln in.txt hard
$nertag -o hard in.txt
echo "exit $?"
$nertag in.txt >>in.txt
echo "exit $?: $(cat in.txt)"
$nertag -o in.txt <in.txt
echo "exit $?"
echo "-- some documents failed: the file is there"
$nertag -o some in.txt missing
echo "exit $?"
brief <some
echo "-- places that cannot be written"
$nertag in.txt >/dev/full
echo "exit $?"
$nertag in.txt >&-
echo "exit $?"
$nertag -o /dev/full in.txt
echo "exit $?"
$nertag -o no/such/folder in.txt
echo "exit $?"
$nertag -o . in.txt
echo "exit $?"
for command in "dump $model" "--schema" "--help" "--version" "lookup --model $model Seoul"; do
    $program $command >/dev/full
    echo "exit $?"
done
$program build -o /dev/full "$data/names.tsv"
echo "exit $?"
$nertag <&- >closed-input
echo "exit $?: $(brief <closed-input)"
echo "-- -o - is standard output, and a pipe is no file to be renamed"
$nertag -o - in.txt | brief | head -n 1
$nertag -o /dev/stdout in.txt | brief | head -n 1
ls
