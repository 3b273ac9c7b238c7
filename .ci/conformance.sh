#!/usr/bin/env bash
# Holds every payload the tests sent, and the app manifest, against the vendors' own schemas, where their validators are at hand.
set -euo pipefail
cd "$(dirname "$0")/.."
checkout=$PWD
validators=../shared/conformance
payloads=$checkout/test-output/payloads

if [ ! -d "$validators/validators" ]; then
  echo "WARNING: NOT CHECKED. The conformance validators are not beside this checkout; what the tests sent was held against no schema."
  exit 0
fi
count=$(find "$payloads" -name '*.json' 2>/dev/null | wc -l)
[ "$count" -gt 0 ] || { echo "The tests wrote no payloads to $payloads: nothing to check."; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$validators/." "$work/"
chmod -R u+w "$work"
cd "$work/validators"
npm i --no-audit --no-fund --silent

# One line for each check: validator, options, file.
{
  echo "validate-teams-manifest.mjs - $checkout/manifest.json"
  find "$payloads/teams" -name '*.json' | sort | while read -r file; do
    kind=$(basename "$(dirname "$file")")
    echo "validate-teams-activity.mjs --kind=$kind $file"
    if grep -q '"AdaptiveCard"' "$file"; then
      echo "validate-adaptive-card.mjs - $file"
      echo "check-adaptive-card-a11y.mjs --theme=light $file"
      echo "check-adaptive-card-a11y.mjs --theme=dark $file"
    fi
  done
  find "$checkout/test/fixtures/teams" -name '*.json' | sort | while read -r file; do
    echo "validate-inbound.mjs - $file"
  done
} >"$work/checks"

if ! node "$checkout/.ci/conformance.mjs" "$work/validators" "$work/checks"; then
  echo "Some payloads do not conform."
  exit 1
fi
echo "$(wc -l <"$work/checks") checks over $count payloads passed."
