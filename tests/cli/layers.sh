# -g: names are added, taken away, changed; of two files the later one wins.
small_model
printf 'Rufus Firefly of Freedonia, the FDA, Sylvania and Osterlich.' > a.txt
printf 'id\tlabel\tname\taliases\nQ9\tCOUNTRY\tOsterlich\t\n' > add.tsv
printf 'id\tlabel\tname\taliases\nQ2\t-\t\t\n' > entity.tsv
printf 'id\tlabel\tname\taliases\nQ1\t-\t\tFDA\n' > alias.tsv
printf 'id\tlabel\tname\taliases\n\t-\tFreedonia\t\n' > form.tsv
printf 'id\tlabel\tname\taliases\nQ9\tORG\tOsterlich\t\n' > later.tsv
for layers in '' add entity alias form 'add later' 'later add' 'entity alias form'; do
    set --
    for layer in $layers; do
        set -- "$@" -g "$layer.tsv"
    done
    echo "[$layers] $(tag "$@" a.txt | brief)"
done
