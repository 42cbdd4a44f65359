#!/usr/bin/env bash
# Titles a second of the normaliser and of the words made of them, on the titles of datasets/tabriz-1402, each 17 times.
# usage: Benchmarks/normaliser.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
engine=Sources/AlignmentEngine
swiftc -O -wmo -o "$work/normaliser" Benchmarks/Normaliser/main.swift \
  "$engine"/Link/{Stemmer,Vocabulary,WordReader,WordRules}.swift \
  $(grep -lE '^(public )?(struct Interner|enum TextNormaliser)\b' "$engine"/*/*.swift)
python3 - "$work/titles" <<'PY'
import csv, sys
titles = [row["title"] for row in csv.DictReader(open("datasets/tabriz-1402/budget.csv", encoding="utf-8-sig"))]
open(sys.argv[1], "w", encoding="utf-8").write("\n".join(titles * 17))
PY
"$work/normaliser" "$work/titles"
