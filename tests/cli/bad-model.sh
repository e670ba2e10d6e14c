# What is no model: exit 3, a message, no output.
: >empty
echo "just a text file, long enough to have a header's worth of bytes in it, or so one thinks" >text
head -c 100 "$model" >short
head -c -1 "$model" >cut
head -c 5000 "$model" >half
{ cat "$model"; echo more; } >longer
{ head -c 8 "$model"; printf '\377\377\377\377'; tail -c +13 "$model"; } >version
mkfifo pipe
for file in empty text short cut half longer version pipe . missing; do
    echo Seoul | timeout 20 $program --model $file 2>&1
    echo "exit $?"
done
for command in dump; do
    $program $command text
    echo "exit $?"
done
$program lookup --model text Seoul
echo "exit $?"
