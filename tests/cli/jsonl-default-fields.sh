# Without options the fields are "text" and "id"; CR LF and a BOM at the start do no harm.
small_model
printf '\xef\xbb\xbf{"id":"a","text":"Sylvania"}\r\n{"text":"Freedonia","id":2}\r\n' |
    tag --jsonl | brief
