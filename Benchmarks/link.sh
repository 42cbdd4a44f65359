#!/usr/bin/env bash
# Text links: how fast (ours against scikit-learn on the same files, in turn) and how good (the same folds of real texts).
# usage: Benchmarks/link.sh [PEERS] [DATA]     PYTHON names a Python that has Tests/Peers/requirements.txt (default .venv)
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
"$python" Benchmarks/link.py "${1:-../shared/peers}"
"$python" Tests/Peers/link_sets.py "${2:-../shared/data}" "$(mktemp -d)" --align .build/release/align
