# The same bytes with one thread and with four.
small_model
python3 -c '
for i in range(3000):
    print("%d Freedonia, F.D.A. and Sylvania\u2019s caf\u00e9; Rufus Firefly \U0001f986 %s" % (i, "x" * (i % 97)))' > l.txt
tag -j1 --lines l.txt > one
tag -j4 --lines l.txt > four
cmp one four && wc -l < one
mkdir d
split -l 30 -a 3 l.txt d/
tag -j1 -r d > one
tag -j4 -r d > four
cmp one four && wc -l < one
