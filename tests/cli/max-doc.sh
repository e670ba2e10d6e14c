# Documents that are too large have an error at their place; the run goes on.
small_model
printf 'Freedonia' > a.txt
printf 'Freedonia!' > b.txt
tag --max-doc 9 a.txt b.txt a.txt > out
code=$?
brief < out
printf 'Freedonia' | tag --max-doc 8 | brief
printf 'Freedonia\nSylvania\r\nSylvania\n' | tag --max-doc 8 --lines | brief
printf '{"text":"Sylvania"}\n{"text":"Freedonia"}\n' | tag --max-doc 19 --jsonl | brief
tag --max-doc 1K a.txt | brief
exit $code
