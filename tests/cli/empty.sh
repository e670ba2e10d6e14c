# Nothing in, a record without mentions out; an empty JSON Lines or lines file has no record.
small_model
: > a.txt
tag a.txt | sed 's/"small [0-9a-f]*"/"small CHECKSUM"/'
tag --jsonl a.txt
tag --lines a.txt
tag -f mentions a.txt
mkdir d
tag -r d
