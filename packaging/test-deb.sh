#!/usr/bin/env bash
# Installs the Debian package into a clean Debian 12 without Swift and does there what `make demo` does here; then removes it.
# usage: test-deb.sh PACKAGE [RESULT]     needs root, debootstrap and a mirror; RESULT gets what was found.
set -euo pipefail
package=$(realpath "$1") result=${2:-/dev/null}
here=$(cd "$(dirname "$0")" && pwd)
repository=$(dirname "$here")
work=$repository/.build-package
base=$work/bookworm.tar tree=$work/tree
mkdir -p "$work"
[ "$(id -u)" = 0 ] || { echo "test-deb.sh: a clean tree needs root"; exit 77; }
for tool in debootstrap lintian mandoc; do
  command -v $tool >/dev/null || { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $tool >/dev/null; }
done

clear_tree() {
  mountpoint -q "$tree/proc" && umount "$tree/proc"
  rm -rf --one-file-system "$tree"
}
trap clear_tree EXIT
clear_tree
if [ ! -f "$base" ]; then
  debootstrap --variant=minbase bookworm "$tree" http://deb.debian.org/debian >"$work/debootstrap.log"
  tar --one-file-system -cf "$base.part" -C "$tree" . && mv "$base.part" "$base"
else
  mkdir -p "$tree" && tar -xf "$base" -C "$tree"
fi
cp /etc/resolv.conf "$tree/etc/resolv.conf"
cp /etc/apt/apt.conf.d/*proxy* "$tree/etc/apt/apt.conf.d/" 2>/dev/null || true
mount -t proc proc "$tree/proc"
inside() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }

lines=()
passed() { lines+=("ok  $1"); echo "ok  $1"; }
failed() { echo "FAILED  $1"; exit 1; }

# Before anything is installed: there is no toolchain that could help.
inside sh -c '! command -v swift && [ ! -e /opt/swift ]' >/dev/null || failed "the tree has Swift"
passed "a clean Debian 12 without Swift ($(inside dpkg-query -W -f='.\n' | wc -l) packages)"

before=$(inside dpkg-query -W -f='${Package}\n' | sort)
cp "$package" "$tree/root/align.deb"
inside apt-get update -qq
inside apt-get install -y -qq /root/align.deb >"$work/install.log" 2>&1 || { tail -20 "$work/install.log"; failed "installing"; }
added=$(comm -13 <(echo "$before") <(inside dpkg-query -W -f='${Package}\n' | sort) | grep -cv '^align$' || true)
passed "apt installs it with $added further packages; installed $(inside dpkg-query -W -f='${Installed-Size}' align) kB"
if inside ldd /usr/bin/align | grep -q 'not found'; then failed "libraries are missing"; fi
passed "every library is found, by Debian's own packages"

mkdir -p "$tree/srv"
cp -r "$repository/datasets/tabriz-1402" "$tree/srv/city"
install -m 755 "$here/demo.sh" "$tree/srv/demo.sh"
inside /srv/demo.sh align /srv/city /srv/out >"$work/demo.txt" || failed "the demo"
grep -q '46.5% of the budget serves the plan' "$work/demo.txt" || failed "the answer of the demo"
[ "$(ls "$tree/srv/out" | wc -l)" = 9 ] || failed "the files of the demo"
passed "the demo: $(sed -n '/serves the plan/{p;q}' "$work/demo.txt" | tr -d '\n')"
inside align doctor /srv >"$work/doctor.txt" || { cat "$work/doctor.txt"; failed "align doctor"; }
passed "align doctor: $(grep -c '^ok' "$work/doctor.txt") ok, $(grep -c '^advice' "$work/doctor.txt") with advice, no fault"
inside env LANG=fa_IR.UTF-8 align analyze --help | grep -q '^شرح:' || failed "help in Persian"
inside env LANG=es_ES.UTF-8 align analyze --help | grep -q '^DESCRIPCIÓN:' || failed "help in Spanish"
passed "help in English, Spanish and Persian"

pages=$(inside dpkg -L align | grep -c '/man1/.*\.gz$')
while read -r page; do
  faults=$(zcat "$tree$page" | mandoc -T lint -W warning 2>&1 | grep -v 'non-ASCII\|lower case character in document title\|outdated mandoc\|input text line longer' || true)
  [ -z "$faults" ] || { echo "$faults" | head -5; failed "$page"; }
done < <(inside dpkg -L align | grep '/man1/.*\.gz$')
passed "$pages manual pages without warnings of mandoc"
bash -n "$tree/usr/share/bash-completion/completions/align" || failed "completions for bash"
for shell in zsh fish; do
  command -v $shell >/dev/null || continue
  $shell -n "$(find "$tree/usr/share/$shell" -name '*align*' -type f | head -1)" || failed "completions for $shell"
done
passed "completions are read by bash$(for shell in zsh fish; do command -v $shell >/dev/null && printf ', %s' $shell; done)"
if command -v systemd-analyze >/dev/null; then
  cp "$tree/usr/lib/systemd/system/align-batch."* "$work/"
  sed -i "s#/usr/bin/align#$tree/usr/bin/align#" "$work/align-batch.service"
  faults=$(systemd-analyze verify --man=no "$work/align-batch.service" "$work/align-batch.timer" 2>&1 | grep align-batch || true)
  [ -z "$faults" ] || { echo "$faults"; failed "the units"; }
  exposure=$(systemd-analyze security --offline=true "$work/align-batch.service" 2>/dev/null | grep -o 'level for.*: [0-9.]*' | grep -o '[0-9.]*$' || true)
  passed "systemd-analyze: the units are sound; exposure $exposure of 10"
fi
if faults=$(lintian --no-tag-display-limit --fail-on error "$package" 2>&1); then
  passed "lintian: no errors, $(grep -c '^W:' <<<"$faults" || true) warnings"
else
  echo "$faults"; failed "lintian"
fi

inside apt-get purge -y -qq align >>"$work/install.log" 2>&1 || failed "removing"
left=$(cd "$tree" && find usr etc -name '*align*' -path '*align*' \( -name 'align' -o -name 'align-*' -o -name 'align.*' -o -name '_align' \) | head)
[ -z "$left" ] || { echo "$left"; failed "something is left"; }
passed "purging leaves nothing"
{
  echo "$(basename "$package"), $(stat -c %s "$package") bytes, sha256 $(sha256sum "$package" | cut -c1-64)"
  printf '%s\n' "${lines[@]}"
} >"$result"
