# -o: the file appears when it is complete; after a failure an older one is as it was.
small_model
echo Freedonia > a.txt
tag -o out.jsonl a.txt && brief < out.jsonl
echo old > kept
exit_of "$NERTAG" --model missing.model -o kept a.txt
exit_of "$NERTAG" --model missing.model -o new a.txt
exit_of tag -g missing.tsv -o kept a.txt
cat kept
exit_of tag -o no/such/folder/out a.txt
tag -o - a.txt | brief
ls -A
