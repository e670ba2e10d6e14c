# Every option and command of the help is in the manual page, and the other way round.
for command in tag build check lookup dump; do
    "$NERTAG" help $command
done > help.txt
python3 - help.txt "$SOURCE/doc/nertag.1" <<'END'
import re, sys
helped = open(sys.argv[1], encoding="utf-8").read()
manual = open(sys.argv[2], encoding="utf-8").read()
in_help = set(re.findall(r"^  (?:-\w, |    )--([\w-]+)", helped, re.M))
short_in_help = set(re.findall(r"^  -(\w), ", helped, re.M))
listed = "\n".join(line for line in manual.splitlines() if line.startswith(".It Fl"))
in_manual = set(re.findall(r"Fl -([\w-]+)", listed))
short_in_manual = set(re.findall(r"Fl (\w)\b", listed))
print(sorted(in_help ^ in_manual), sorted(short_in_help ^ short_in_manual))
commands = set(re.findall(r"^  (\w+) {2,}", helped.split("\nOptions:")[0], re.M))
print(sorted(commands ^ set(re.findall(r"^\.It Cm (tag|build|check|lookup|dump|help)$", manual, re.M))))
END
