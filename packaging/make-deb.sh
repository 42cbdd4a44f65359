#!/usr/bin/env bash
# Makes the Debian package from a program that was built already; the same program gives the same bytes.
# usage: make-deb.sh PROGRAM VERSION FOLDER
set -euo pipefail
program=$(realpath "$1") version=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
# The time of everything inside: that of the last commit, unless the caller says otherwise.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
umask 022
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
root=$tree/root
mkdir -p "$folder" "$root/DEBIAN" "$tree/debian"
"$here/install-tree.sh" "$program" "$root" /usr "$version" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)"

install -Dm 644 "$here/systemd/align-batch.service" "$root/usr/lib/systemd/system/align-batch.service"
install -Dm 644 "$here/systemd/align-batch.timer" "$root/usr/lib/systemd/system/align-batch.timer"
install -Dm 644 "$here/debian/default" "$root/etc/default/align"
install -Dm 644 "$here/debian/overrides" "$root/usr/share/lintian/overrides/align"
python3 "$here/sbom.py" "$program" >"$root/usr/share/doc/align/sbom.cdx.json"
gzip -9nc "$here/../CHANGELOG.md" >"$root/usr/share/doc/align/NEWS.gz"
{
  echo "align ($version) bookworm; urgency=medium"
  echo
  echo "  * Release $version; NEWS.gz says what changed for users."
  echo
  echo " -- The authors of Align <maintainers@align.invalid>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$root/usr/share/doc/align/changelog.gz"

# Debian's libraries that the program is linked with, by the packages that carry them.
printf 'Source: align\n\nPackage: align\nArchitecture: amd64\n' >"$tree/debian/control"
libraries=$(cd "$tree" && dpkg-shlibdeps -O --ignore-missing-info "$root/usr/bin/align" 2>/dev/null | sed 's/^shlibs:Depends=//')
cat >"$root/DEBIAN/control" <<CONTROL
Package: align
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: The authors of Align <maintainers@align.invalid>
Installed-Size: $(du -sk --apparent-size --exclude DEBIAN "$root" | cut -f1)
Depends: $libraries
Recommends: libopenblas0-pthread | libopenblas0
Suggests: fonts-noto-core
Section: math
Priority: optional
Description: aligns the budget of a city with its plan
 Align ties a plan with targets to a budget with thousands of lines, and says
 which money serves which goal, which lines serve none, which goals are
 under-funded, and what next year's draft should be under given limits.
 .
 It reads CSV and Excel tables in Persian, English and Spanish, and writes
 text, JSON, CSV, workbooks and pages. A timer for nightly batches is included
 and is not started by itself.
CONTROL
echo /etc/default/align >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "$here/debian/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
package=$folder/align_${version}_$(dpkg --print-architecture).deb
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$package" >/dev/null
ls -l "$package"
