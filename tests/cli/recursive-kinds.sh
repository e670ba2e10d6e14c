# -r over entries of every kind: links to files and folders, broken ones, odd names, empty folders.
mkdir -p d/sub d/sub.d d/.hidden d/empty
for name in d/b d/a d/Z d/sub/x d/sub.d/y d/sub-1 d/.hid d/.hidden/z 'd/\xc3\xa4' 'd/with space'; do
    printf 'Seoul' >"$(printf "$name")"
done
ln -s .. d/sub/loop
ln -s a d/link
ln -s nowhere d/broken-link
ln -s self d/self
mkfifo d/fifo
timeout 60 $nertag -r d 2>errors | spans | grep -v '^  '
echo "exit ${PIPESTATUS[0]}"
LC_ALL=C sort errors
echo "-- a folder and a file by name"
rm d/fifo d/broken-link d/self
$nertag -r d/a d/sub - <d/b | spans | grep -v '^  '
$nertag -r d/ | spans | grep -c codepoints
