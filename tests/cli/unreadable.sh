# A file that may not be read has an error record and the run goes on.
if [ "$(id -u)" = 0 ]; then
    echo "root reads everything"
    exit 77
fi
printf 'Seoul' | tee a b c >/dev/null
mkdir d
chmod 0 b d
$nertag a b c | spans
echo "exit ${PIPESTATUS[0]}"
$nertag -r . | spans
echo "exit ${PIPESTATUS[0]}"
