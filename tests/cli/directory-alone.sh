# A directory without -r is an error of that document only.
small_model
mkdir d
printf 'Freedonia' > a.txt
tag d a.txt > out
code=$?
brief < out
exit $code
