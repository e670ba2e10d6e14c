#!/bin/sh
# symbols.sh SHARED_LIBRARY STATIC_LIBRARY HEADER - the shared library exports what the header
# declares and nothing else; every global symbol of the static one begins with nertag_ or nt_.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
nm -D --defined-only "$1" | awk '{print $3}' | grep -v '^__\(asan\|ubsan\|odr_asan\|sanitizer\)' | LC_ALL=C sort >"$folder/exported"
grep -o 'nertag_[a-z_0-9]*(' "$3" | tr -d '(' | LC_ALL=C sort -u >"$folder/declared"
diff "$folder/declared" "$folder/exported"
test "$(wc -l <"$folder/exported")" -gt 10
bad=$(nm --defined-only "$2" | awk 'NF == 3 && $2 ~ /[TDBRC]/ {print $3}' |
    grep -v '^nertag_\|^nt_\|^__\(asan\|ubsan\|odr_asan\|sanitizer\)' || true)
test -z "$bad" || {
    echo "global symbols without our prefix: $bad"
    exit 1
}
echo "$(wc -l <"$folder/exported") exported symbols, those of the header"
