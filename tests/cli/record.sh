# A whole record; only the checksum of the model is left out.
small_model
printf 'Freedonia wins\n\nRufus Firefly leads Freedonia.\n' > a.txt
tag a.txt | sed 's/"small [0-9a-f]*"/"small CHECKSUM"/'
