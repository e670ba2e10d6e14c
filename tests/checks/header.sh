#!/bin/sh
# header.sh SOURCE_FOLDER - the public header compiles alone as C99, C11 and C++11, without warnings
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '#include "nertag.h"\nint main(void) { return nertag_version() == 0; }\n' >"$folder/a.c"
cp "$folder/a.c" "$folder/a.cpp"
for standard in c99 c11; do
    ${CC:-cc} -std=$standard -Wall -Wextra -Wpedantic -Werror -I"$1/src" -c "$folder/a.c" -o "$folder/a.o"
done
if command -v "${CXX:-c++}" >/dev/null; then
    ${CXX:-c++} -std=c++11 -Wall -Wextra -Wpedantic -Werror -I"$1/src" -c "$folder/a.cpp" -o "$folder/a.o"
else
    echo "no C++ compiler here: C++11 not tried"
fi
echo "header compiles alone"
