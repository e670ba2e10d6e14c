# Every option of the help is in the manual page, and the other way round.
for command in "" build check lookup dump; do
    $program $command --help | grep -oE '^  (-.|   ) +--[a-z-]+|--[a-z-]+' | grep -oE -- '--[a-z-]+'
done | LC_ALL=C sort -u >in-help
grep -E '^\.It Fl' "$root/doc/nertag.1" | grep -oE 'Fl -[a-z-]+' | sed 's/Fl -/--/' | LC_ALL=C sort -u >in-manual
diff in-help in-manual && echo "$(grep -c '' in-help) options in both"
for command in "" build check lookup dump; do
    $program $command --help | grep -oE '^  -[a-z],' | tr -d ' ,'
done | LC_ALL=C sort -u >in-help
grep -E '^\.It Fl' "$root/doc/nertag.1" | grep -oE 'Fl [a-z] ' | sed 's/Fl \(.\) /-\1/' | LC_ALL=C sort -u >in-manual
diff in-help in-manual && echo "$(grep -c '' in-help) short ones"
$program --help | awk 'length > 80 {print "too wide: " $0}'
for command in tag build check lookup dump help; do
    $program --help | grep -q "^  $command " || [ $command = tag ] || echo "$command is not in the help"
    grep -q "^\.It Cm $command" "$root/doc/nertag.1" || echo "$command is not in the manual"
done
for command in tag build check lookup dump; do
    $program help $command | diff - <($program $command --help) && echo "help $command"
done
