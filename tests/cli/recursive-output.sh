# -r with the output below the folder: neither it nor its unfinished form is read.
small_model
mkdir d
printf 'Freedonia' > d/a.txt
tag -r d -o d/out.jsonl && brief < d/out.jsonl
tag -r d -o d/out.jsonl && brief < d/out.jsonl
rm d/out.jsonl
tag -r d > d/out2.jsonl && brief < d/out2.jsonl
ls -A d
