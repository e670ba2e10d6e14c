# Writing onto an input is refused before anything is written.
small_model
echo Freedonia > a.txt
ln a.txt hard
ln -s a.txt soft
exit_of tag -o a.txt a.txt
exit_of tag -o hard a.txt
exit_of tag -o a.txt soft
exit_of tag -o a.txt < a.txt
exit_of tag a.txt >> a.txt
cat a.txt
