#!/bin/sh
# prove-window.sh PROGRAM PICTURE: opens the window on a screen in memory, takes a picture, ends it.
export DISPLAY=:77
Xvfb :77 -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done
began=$(date +%s%N)
"$1" &
window=$!
xdotool search --sync --onlyvisible --name linktester >/dev/null
echo "first window after $((($(date +%s%N) - began) / 1000000)) ms"
sleep 8
import -window root "$2"
kill -TERM $window
wait $window
echo "ended with $?"
sleep 1
kill $screen
wait $screen 2>/dev/null
left=0
for process in /proc/[0-9]*; do
    case $(readlink "$process/exe" 2>/dev/null) in */lib/linktester/*) left=$((left + 1)) ;; esac
done
echo "left behind: $left"
