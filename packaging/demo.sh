#!/usr/bin/env bash
# What users see first: the questions that Align answers, on one data set. `make demo` runs it on the program that was built, and
# the tests of packages on the one that was installed.
# usage: demo.sh ALIGN WORKSPACE FOLDER
set -euo pipefail
align=$1 workspace=$2 out=$3
mkdir -p "$out"
"$align" --version
echo
"$align" check "$workspace" --lang en --fail-on never --quiet --format json --out "$out/check.json"
"$align" analyze "$workspace" --lang en --quiet
"$align" analyze "$workspace" --quiet --format json --out "$out/analysis.json"
for by in goals lines departments; do "$align" rank "$workspace" --by $by --quiet --format csv --out "$out/$by.csv"; done
"$align" report "$workspace" --lang fa --quiet --out "$out/report-fa.html"
"$align" report "$workspace" --lang en --quiet --out "$out/report-en.html"
"$align" report "$workspace" --lang fa --quiet --out "$out/report.xlsx"
"$align" draft "$workspace" "$workspace/scenarios/balanced.yaml" --quiet --out "$out/draft.xlsx"
echo
echo "Files:"
ls -1 "$out"/* | sed 's/^/  /'
