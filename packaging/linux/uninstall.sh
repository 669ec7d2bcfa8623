#!/bin/sh
# Takes away what install.sh has put there; history, settings and projects stay.
#
#   uninstall.sh [--purge]     --purge takes away history and settings, too; projects stay
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=$(dirname "$(dirname "$here")")
share=$prefix/share
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) chinese=yes ;; *) chinese=no ;; esac
say() { if [ $chinese = yes ]; then echo "$2"; else echo "$1"; fi; }

refresh() {
    command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$share/applications" || true
    command -v update-mime-database >/dev/null 2>&1 && [ -d "$share/mime/packages" ] &&
        update-mime-database "$share/mime" >/dev/null 2>&1 || true
    command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -q -t "$share/icons/hicolor" 2>/dev/null || true
}

case ${1:-} in
    --refresh) refresh; exit 0 ;;
    ""|--purge|--quiet) ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
# Never anything but a folder that install.sh has made.
[ "$(basename "$here")" = linktester ] && [ -f "$here/shared-files" ] || exit 1

while IFS= read -r file; do
    case $file in ""|/*|*..*) continue ;; esac
    rm -f "$share/$file"
    (cd "$share" && rmdir -p "$(dirname "$file")" 2>/dev/null) || true
done < "$here/shared-files"
if [ "$(readlink "$prefix/bin/linktester" 2>/dev/null)" = ../lib/linktester/linktester ]; then
    rm -f "$prefix/bin/linktester"
fi
[ "${1:-}" = --quiet ] || refresh
data=${XDG_DATA_HOME:-$HOME/.local/share}/linktester
state=${XDG_STATE_HOME:-$HOME/.local/state}/linktester
rm -rf "$here"
case ${1:-} in
    --purge) rm -rf "$data" "$state"; say "linktester, its history and settings are gone." "linktester 及其运行记录和设置已删除。" ;;
    "") say "linktester is gone; history and settings stay in $data" "linktester 已卸载；运行记录和设置保留在 $data" ;;
esac
