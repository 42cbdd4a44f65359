#!/usr/bin/env bash
# From files to answers: ours against what a user would pick instead, on the same files, in turn, medians of five.
# usage: Benchmarks/run.sh [PEERS]   PEERS holds make_data.py and w1_analyze.py (default ../shared/peers)
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 Benchmarks/analyze.py "${1:-../shared/peers}"
