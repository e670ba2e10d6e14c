# Files that are no model: exit 3 and why; never a crash.
small_model
: > empty.model
echo 'no model at all' > text.model
head -c 100 small.model > short.model
head -c -1 small.model > cut.model
head -c 4000 /dev/zero > zero.model
{ cat small.model; echo more; } > long.model
for model in empty text short cut zero long missing .; do
    "$NERTAG" --model $model.model -o never < small.tsv 2> message
    echo "$model $? $(wc -l < message)"
    "$NERTAG" dump $model.model 2> message
    echo "$model $? $(wc -l < message)"
done
[ ! -e never ] || echo "something was written"
