# JSON Lines that are odd or broken; ids that are missing, empty, numbers; nested fields.
cat >feed.jsonl <<'END'
{"id":"one","text":"Russia and \u004eATO","body":{"text":"Seoul","n":{"id":"deep"}}}
{"text":"no id: NATO","id":null}
{"id":"four","text":7}
{"id":"five"}
{"id":"six","text":"Seoul"
[1,2]
{"id":"","text":"Seoul\nRussia"}
{"text":"twice NATO","text":"Seoul","id":-1.5e3}
   	
{"id":"caf\u00e9","text":"\ud800 Russia"}
{"id":"end","text":""}
END
$nertag --jsonl feed.jsonl >out.jsonl
echo "exit $?"
spans <out.jsonl
echo "-- nested fields"
printf '{"body":{"text":"Seoul","n":{"id":"deep"}}}\r\n{"body":"flat"}\r\n{"body":{"text":"NATO"}}' |
    $nertag --jsonl --text-field body.text --id-field=body.n.id >out.jsonl
echo "exit $?"
spans <out.jsonl
echo "-- ids of several files; an empty file"
printf '{"text":"NATO"}\n' >a.jsonl
: >b.jsonl
$nertag --jsonl a.jsonl b.jsonl a.jsonl | spans
