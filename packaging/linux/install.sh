#!/bin/sh
# Installs linktester for this user alone, without any rights. Run by the self-extractor.
#
#   linktester-VERSION.run -- [--prefix FOLDER] [--uninstall] [--purge]
#
# --prefix FOLDER   where bin, lib and share are (~/.local)
# --uninstall       take it away again; history and settings stay
# --purge           with --uninstall: take those away, too
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd)
prefix=${LINKTESTER_PREFIX:-$HOME/.local}
remove=no
purge=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=$2; shift ;;
        --uninstall) remove=yes ;;
        --purge) purge=--purge ;;
        *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
    esac
    shift
done

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in zh*) chinese=yes ;; *) chinese=no ;; esac
say() { if [ $chinese = yes ]; then echo "$2"; else echo "$1"; fi; }
stop() {
    say "$1" "$2" >&2
    rm -rf "$prefix/lib/linktester.new"
    exit 1
}

case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
target=$prefix/lib/linktester
if [ $remove = yes ]; then
    [ -f "$target/uninstall.sh" ] || stop "linktester is not installed in $prefix." "$prefix 中没有安装 linktester。"
    exec sh "$target/uninstall.sh" $purge
fi

mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share" 2>/dev/null && [ -w "$prefix/lib" ] ||
    stop "$prefix cannot be written. Choose another folder: --prefix FOLDER" \
         "无法写入 $prefix。请用 --prefix 另选文件夹。"

# Copied beside the old one and exchanged at the end: a full disk or Ctrl+C leaves what was there.
rm -rf "$target.new"
trap 'rm -rf "$target.new"' INT TERM HUP
cp -R "$here/linktester" "$target.new" ||
    stop "The files could not be written into $prefix/lib (is the disk full?). Nothing was changed." \
         "无法将文件写入 $prefix/lib（磁盘已满？）。未作任何更改。"
cp "$here/uninstall.sh" "$target.new/uninstall.sh"
"$target.new/linktester" --version >/dev/null 2>&1 ||
    stop "The program does not start here: a Linux with glibc 2.35 or newer is needed (Debian 12, Ubuntu 22.04)." \
         "程序无法在本机启动：需要 glibc 2.35 或更新的 Linux（Debian 12、Ubuntu 22.04）。"

[ ! -f "$target/uninstall.sh" ] || sh "$target/uninstall.sh" --quiet
[ ! -e "$target" ] || stop "$target is there already, and is no linktester of this kind." \
                           "$target 已存在，且不是以此方式安装的 linktester。"
mv "$target.new" "$target"
ln -sf ../lib/linktester/linktester "$prefix/bin/linktester"
(cd "$here/share" && find . -type f | sed 's|^\./||' | sort) > "$target/shared-files"
while IFS= read -r file; do
    mkdir -p "$prefix/share/$(dirname "$file")"
    cp "$here/share/$file" "$prefix/share/$file"
done < "$target/shared-files"
# A desktop may not have ~/.local/bin on its path.
quoted=$(printf '%s' "$prefix/bin/linktester" | sed 's/[\\|&]/\\&/g')
sed "s|^Exec=linktester|Exec=\"$quoted\"|" "$here/share/applications/linktester.desktop" \
    > "$prefix/share/applications/linktester.desktop"
sh "$target/uninstall.sh" --refresh

say "linktester is installed in $prefix. Start it from the menu, or type $prefix/bin/linktester" \
    "linktester 已安装到 $prefix。可从菜单启动，或输入 $prefix/bin/linktester"

# Only the graphics driver's own libraries come from the system; each that is missing is named.
if command -v ldd >/dev/null 2>&1; then
    plugins=$target/_internal/PySide6/Qt/plugins
    missing=$(LD_LIBRARY_PATH="$target/_internal:$target/_internal/PySide6/Qt/lib" \
        ldd "$plugins/platforms/libqxcb.so" "$target/_internal/PySide6/Qt/lib/libQt6Gui.so.6" 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || {
        say "For the window these libraries are missing: $missing" "打开窗口还缺少以下系统库：$missing"
        say "Ask for them to be installed (Debian, Ubuntu: libegl1 libgl1). The terminal works without." \
            "请安装它们（Debian、Ubuntu：libegl1 libgl1）。终端功能不受影响。"
    }
fi
