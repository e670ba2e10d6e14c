# Documents in the order given; one that cannot be read has its error at its place.
small_model
printf 'Sylvania' > b.txt
printf 'no names' > a.txt
printf 'Freedonia' > ./-e
tag b.txt missing.txt a.txt b.txt -- -e > out
code=$?
brief < out
exit $code
