#!/usr/bin/env bash
# Puts everything that an installation consists of below a folder: what `make install` and `make deb` share.
# usage: install-tree.sh PROGRAM ROOT PREFIX VERSION DATE
# The program is copied without its symbols; manual pages and completions are made by running it, so nothing of them is kept here.
set -euo pipefail
program=$1 root=$2 prefix=$3 version=$4 date=$5
here=$(cd "$(dirname "$0")" && pwd)
top=$root$prefix
install -d "$top/bin" "$top/share/man" "$top/share/doc/align" \
  "$top/share/bash-completion/completions" "$top/share/zsh/vendor-completions" "$top/share/fish/vendor_completions.d"
install -m 755 "$program" "$top/bin/align"
strip --strip-all --remove-section=.comment --remove-section=.note "$top/bin/align"
python3 "$here/manual.py" "$program" "$top/share/man" "$version" "$date"
find "$top/share/man" -name 'align*.1' -exec gzip -9nf {} +
install -m 644 "$here/debian/copyright" "$top/share/doc/align/copyright"
export LC_ALL=C
# Debian's policy: what is sourced names no interpreter.
"$program" --generate-completion-script bash | sed '1{/^#!/d}' >"$top/share/bash-completion/completions/align"
"$program" --generate-completion-script zsh >"$top/share/zsh/vendor-completions/_align"
"$program" --generate-completion-script fish >"$top/share/fish/vendor_completions.d/align.fish"
find "$top/share/man" "$top/share/bash-completion" "$top/share/zsh" "$top/share/fish" -name '*align*' -type f -exec chmod 644 {} +
