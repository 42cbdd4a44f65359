#!/usr/bin/env bash
# Installs the wheel into fresh virtual environments with the toolchain hidden and runs its tests there: with pandas, polars and
# pyarrow, and with none of them.
# usage: test-wheel.sh WHEEL [RESULT]
set -euo pipefail
wheel=$(realpath "$1") result=${2:-/dev/null}
here=$(cd "$(dirname "$0")" && pwd)
repository=$(dirname "$here")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lines=()
for kind in bare full; do
  python3 -m venv "$work/$kind"
  "$work/$kind/bin/pip" install --quiet "$wheel" pytest
  [ $kind = bare ] || "$work/$kind/bin/pip" install --quiet "$wheel[pandas,polars,parquet]"
  # No Swift, no Debian library by another path, and the tests away from the sources.
  mkdir "$work/$kind/run" && cp -r "$repository/python/tests" "$work/$kind/run/tests"
  said=$(cd "$work/$kind/run" && env -i PATH="$work/$kind/bin:/usr/bin:/bin" HOME="$work" LANG=C.UTF-8 \
    ALIGN_DATASETS="$repository/datasets" "$work/$kind/bin/python" -m pytest -q -p no:cacheprovider tests | tee /dev/stderr | tail -1)
  lines+=("ok  $kind: $said")
done
libraries=$(env -i PATH=/usr/bin:/bin ldd "$work"/full/lib/python*/site-packages/align_budget/bin/align)
if grep -E 'not found|/opt/swift' <<<"$libraries"; then echo "libraries are missing"; exit 1; fi
lines+=("ok  libraries from inside the wheel: $(grep -c 'align_budget.libs' <<<"$libraries"); from the system: $(grep '=> /' <<<"$libraries" | grep -v align_budget.libs | awk '{print $1}' | sort | paste -sd' ')")
lines+=("ok  installed: $(du -sm --apparent-size "$work"/bare/lib/python*/site-packages/align_budget* | awk '{s += $1} END {print s}') MB")
{
  echo "$(basename "$wheel"), $(stat -c %s "$wheel") bytes, sha256 $(sha256sum "$wheel" | cut -c1-64)"
  printf '%s\n' "${lines[@]}"
} | tee "$result"
