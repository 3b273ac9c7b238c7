#!/bin/sh
# Runs the tests of the embedded PostgreSQL from a copy of this checkout in a folder closed to every other account:
# first as root with a root-owned folder of mode 700, then as an ordinary account in a home of its own.
# Needs root, setpriv (util-linux) and an installed node_modules. Pass other vitest filters as arguments.
set -eu

[ "$(id -u)" = 0 ] || { echo "Run this as root: it tests what root and an ordinary account each meet." >&2; exit 2; }

checkout=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d "${TMPDIR:-/tmp}/esafety-closed-XXXXXX")
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"

[ $# -gt 0 ] || set -- test/store/embedded

# Half a gigabyte is copied once: the ordinary account gets what root has done with.
home=$place/root
mkdir -m 700 "$home"
(cd "$checkout" && tar -cf - --exclude=./.git --exclude=./data --exclude=./dist --exclude=./test-output .) |
  tar -xf - -C "$home"
echo "== root, in a folder of mode 700"
(cd "$home" && node node_modules/vitest/vitest.mjs run "$@")

mv "$home" "$place/ordinary"
home=$place/ordinary
chown -R 65534:65534 "$home"
echo "== ordinary, in a folder of mode 700"
(cd "$home" && HOME=$home setpriv --reuid=65534 --regid=65534 --clear-groups \
  node node_modules/vitest/vitest.mjs run "$@")
