# The three units on a text with characters beyond the first plane before a name.
small_model
printf 'On \xf0\x9f\xa6\x86\xf0\x9f\xa6\x86 caf\xc3\xa9 day, Freedonia won.' > a.txt
for unit in codepoint byte utf16; do
    echo "$unit $(tag --offsets $unit a.txt | brief)"
done
