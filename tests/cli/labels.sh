# --labels and --min-score filter what is reported, not what counts as context.
small_model
printf 'Rufus Firefly of Freedonia met the Bureau of Ducks. Firefly left.' > a.txt
tag a.txt | brief
tag --labels PERSON a.txt | brief
tag --labels ORG,COUNTRY a.txt | brief
tag --min-score 1 a.txt | brief
tag --min-score=0 a.txt | brief
tag --labels PERSON,DUCK a.txt
echo "exit $?"
