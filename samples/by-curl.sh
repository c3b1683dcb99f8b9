#!/usr/bin/env bash
# From a deal record and a draft to the released packet, by the API alone. The server must run.
#
#   samples/by-curl.sh ADDRESS [CASE [PACKET.pdf]]      CASE: a folder beside this file, en-clean by default
#
# AR, SR, FR, CM and FIN hold the API keys of five people. CM stands for legal, too, and FIN for the commercial manager, as
# in `tripact demo`, whose accounts get their keys by: ./tripact user key ar --scope all
set -euo pipefail

address=${1:?the address of the server, such as http://127.0.0.1:8000}
folder=$(cd "$(dirname "$0")" && pwd)/${2:-en-clean}
packet=${3:-packet.pdf}
: "${AR:?the API key of AR}" "${SR:?}" "${FR:?}" "${CM:?}" "${FIN:?}"
declare -A key=([AR]=$AR [SR]=$SR [FR]=$FR [CM]=$CM [LEG]=$CM [FIN]=$FIN [COM]=$FIN)

call() { # ROLE METHOD PATH [curl's own options]: the answer's body
    local role=$1 method=$2 path=$3
    shift 3
    curl --silent --show-error --fail-with-body -X "$method" -H "Authorization: Bearer ${key[$role]}" "$@" "$address$path"
}

post() { # ROLE PATH JSON
    local answer
    answer=$(call "$1" POST "$2" -H 'Content-Type: application/json' -d "$3") || { echo "$answer" >&2 && exit 1; }
}

pick() { python3 -c "import json, sys; x = json.load(sys.stdin); print($1)"; } # EXPRESSION over x, the JSON on standard input

deal=$(pick 'x["deal"]["external_id"]' <"$folder/deal.json")
echo "deal $deal: its record"
call AR PUT "/v1/deals/$deal" --data-binary "@$folder/deal.json" >/dev/null

draft=$(ls "$folder"/draft.* | head -n 1)
review=/v1/reviews/$(call AR POST /v1/reviews -F "deal=$deal" -F "file=@$draft" -F side=seller | pick 'x["id"]')
echo "$review: ${draft##*/} is checked"
until found=$(call AR GET "$review") && [ "$(pick 'x["check"]["state"]' <<<"$found")" != pending ]; do sleep 1; done

lines=$(pick '"\n".join(" ".join((i["id"], i["fingerprint"], i["owner"])) for i in x["lines"] if i["ours"] and not i["decision"])' <<<"$found")
echo "$(grep -c . <<<"$lines" || true) commitments, each confirmed by its owner"
while read -r id fingerprint owner; do
    [ -z "$id" ] || post "$owner" "$review/decisions" "{\"commitment\": \"$id\", \"fingerprint\": \"$fingerprint\", \"role\": \"$owner\",
        \"choice\": \"confirm\", \"evidence\": \"checked against the delivery plan\"}"
done <<<"$lines"

document=$(pick 'x["sha256"]' <<<"$found")
identity=$(pick 'x["result"]["identity"]' <<<"$found")
for role in AR SR FR; do
    echo "signed by $role"
    post $role "$review/signatures" "{\"statement\": \"I have read the contract and its register and sign.\",
        \"document_sha256\": \"$document\", \"review_identity\": \"$identity\"}"
done

for action in approve release_packet; do
    echo "$action by CM"
    post CM "$review/actions" "{\"action\": \"$action\", \"role\": \"CM\", \"fields\": {\"document_sha256\": \"$document\"}}"
done

until [ "$(call AR GET "$review/packet?language=en" -o "$packet" -w '%{http_code}')" = 200 ]; do sleep 1; done
echo "released: $packet"
