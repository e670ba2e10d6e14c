# --version, of the program and of a command.
"$NERTAG" --version | sed 's/[0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*/X.Y.Z/'
"$NERTAG" build --version | sed 's/[0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*/X.Y.Z/'
