# A whole record; only the checksum of the model and the scores are left out.
small_model
printf 'Freedonia wins\n\nRufus Firefly leads Freedonia.\n' > a.txt
tag a.txt | sed 's/"small [0-9a-f]*"/"small CHECKSUM"/; s/"score":[0-9.]*/"score":S/g'
