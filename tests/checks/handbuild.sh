#!/bin/sh
# handbuild.sh SOURCE_FOLDER MODEL - one compiler command builds a program that works
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$1"
${CC:-cc} -O2 -Isrc src/*/*.c -lutf8proc -ljansson -pthread -o "$folder/nertag"
echo "Vladimir Putin met Xi Jinping in Beijing." | "$folder/nertag" --model "$2" | grep -q '"text":"Beijing"'
echo "built by hand"
