# --labels, --min-score, -e.
text="Putin flew from Russia to Seoul; NATO and the Russians watched."
echo "$text" | $nertag --labels PERSON,ORG | brief
echo "$text" | $nertag --labels=NORP --labels LOCATION | brief
echo "$text" | $nertag --min-score 1 | brief
echo "$text" | $nertag --min-score 0 | brief | wc -l
echo "$text" | $nertag -e | wc -l
echo "-- nothing found"
echo "nobody here" | $nertag -e | brief
echo "exit ${PIPESTATUS[1]}"
echo "$text" | $nertag -e --labels TOPIC | brief
echo "exit ${PIPESTATUS[1]}"
echo "-- entities are made of what is left"
echo "$text" | $nertag --labels ORG | python3 -c '
import json, sys
r = json.load(sys.stdin)
print([e["name"] for e in r["entities"]], [m["entity"] for m in r["mentions"]], r["entities"][0]["salience"])'
