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

# One line for each check: validator, option or "-", file. The folder a payload was kept in names what it is.
# Payloads that differ in words alone are looked at once.
payloads_of() { [ ! -d "$payloads/$1" ] || find "$payloads/$1" -name '*.json' | sort | node "$checkout/.ci/distinct.mjs"; }
kind_of() { basename "$(dirname "$1")"; }
{
  echo "validate-teams-manifest.mjs - $checkout/manifest.json"
  payloads_of teams | while read -r file; do
    echo "validate-teams-activity.mjs --kind=$(kind_of "$file") $file"
    if grep -q '"AdaptiveCard"' "$file"; then
      echo "validate-adaptive-card.mjs - $file"
      echo "check-adaptive-card-a11y.mjs --theme=light $file"
      echo "check-adaptive-card-a11y.mjs --theme=dark $file"
    fi
  done
  (cd "$checkout" && node --input-type=module -e 'import { parse } from "yaml"; import { readFileSync, writeFileSync } from "node:fs";
    const [from, to] = process.argv.slice(1); writeFileSync(to, JSON.stringify(parse(readFileSync(from, "utf8"))));' \
    "$checkout/adapters/slack/manifest.yaml" "$work/slack-manifest.json")
  echo "validate-slack-manifest.mjs - $work/slack-manifest.json"
  payloads_of slack | while read -r file; do echo "validate-blockkit.mjs --surface=$(kind_of "$file") $file"; done
  payloads_of google-chat | while read -r file; do echo "validate-gchat.mjs --schema=$(kind_of "$file") $file"; done
  payloads_of discord | while read -r file; do echo "validate-discord.mjs --kind=$(kind_of "$file") $file"; done
  find "$checkout/test/fixtures" -name '*.json' | sort | while read -r file; do
    echo "validate-inbound.mjs - $file"
  done
} >"$work/checks"

if ! node "$checkout/.ci/conformance.mjs" "$work/validators" "$work/checks"; then
  echo "Some payloads do not conform."
  exit 1
fi
echo "$(wc -l <"$work/checks") checks over $count payloads passed."
