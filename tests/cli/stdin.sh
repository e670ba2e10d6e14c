# Standard input: without an operand, as "-", and before a file.
small_model
printf 'Freedonia and Sylvania.\n' | tag | brief
printf 'Sylvania.\n' | tag - | brief
printf 'FDA\n' > a.txt
printf 'Sylvania.\n' | tag a.txt - | brief
