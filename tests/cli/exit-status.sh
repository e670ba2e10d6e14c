# -e: 1 when nothing was found in any document.
small_model
echo nothing > a.txt
echo Freedonia > b.txt
tag -e a.txt > out
echo "none: $?"
tag -e a.txt b.txt > out
echo "some: $?"
tag a.txt > out
echo "none, without -e: $?"
tag -e --labels PERSON b.txt > out
echo "filtered: $?"
