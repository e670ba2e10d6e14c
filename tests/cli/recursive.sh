# -r: byte order of the whole paths, hidden names skipped, no loop through links, no pipe opened.
small_model
mkdir -p t/a t/B t/.git
printf 'Freedonia' > t/a/x.txt
printf 'Freedonia' > t/a-b.txt
printf 'Freedonia' > t/a.txt
printf 'Freedonia' > t/B/y
printf 'Freedonia' > t/Z.txt
printf 'Freedonia' > t/.hidden
printf 'Freedonia' > t/.git/config
printf 'Freedonia' > $'t/\xc3\xa9.txt'
ln -s .. t/a/loop
ln -s ../Z.txt t/a/link.txt
mkfifo t/pipe
timeout 20 "$NERTAG" --model small.model -r t > out
code=$?
brief < out
exit $code
