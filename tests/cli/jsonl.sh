# JSON Lines: fields inside objects, ids of both kinds, broken lines in their places.
small_model
cat > feed.jsonl <<'END'
{"doc":{"body":"In Freedonia.","key":"first"},"text":"Sylvania"}
{"doc":{"body":"\u0046reedonia \ud83d\ude00 \u0022Sylvania\"","key":17}}

{"doc":{"body":"Freedonia"}}
{"doc":{"body":"Freedonia"
{"doc":{"key":"empty"}}
{"doc":{"body":7,"key":"number"}}
not JSON
{"doc":{"body":"","key":"void"}}
END
printf '{"doc":{"body":"Sylvania","key":"last"}}' >> feed.jsonl
tag --jsonl --text-field doc.body --id-field doc.key feed.jsonl > out
code=$?
brief < out | sed 's/\(error json line [0-9]*\).*/\1/'
exit $code
