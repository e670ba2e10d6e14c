# A BOM counts as one character, NUL as one, each ill-formed part as one; lengths in all units.
small_model
one() {
    for unit in codepoint byte utf16; do
        tag --offsets $unit < t.txt | python3 -c '
import json, sys
r = json.load(sys.stdin)
print(r["offsets"], r["length"], [(m["start"], m["end"], m["text"]) for m in r["mentions"]],
      r.get("warnings"))'
    done
}
printf '\xef\xbb\xbfFreedonia' > t.txt
one
printf 'a\0Freedonia\0Sylvania' > t.txt
one
# a lone continuation, two bytes of a three-byte character, a surrogate (three parts), a cut end
printf '\x80 \xe2\x82 \xed\xa0\x80 Freedonia\xff \xf0\x9f\x98' > t.txt
one
