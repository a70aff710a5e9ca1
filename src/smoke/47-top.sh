#!/bin/sh
# nyanpong top: a picture grows on the screen while it is drawn, the terminal comes back whatever ends it, and others may look.
# needs: root ip ping python3 tmux setpriv
# waits
. "$(dirname "$0")/lib.sh"
. "$smoke/screen.sh"

# On the responder's side, where top finds it.
screen_tmux() { in_s env -u TMUX -u NO_COLOR TMUX_TMPDIR="$dir" tmux -u -L "$screen" -f /dev/null "$@"; }

two_namespaces
chmod 755 "$dir"
cp "$JAR" "$dir/nyanpong.jar"
printf '%s\n' 'interface: s0' 'log: none' 'top-group: games' 'programme:' '  - canvas: cisco' '    play: [nyan]' >"$dir/top.yaml"

top() { in_s "$@" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$dir/nyanpong.jar" top --format json --count 1; }

top >"$dir/out" 2>&1
verdict "nobody serves: exit $? and one line" grep -qx 'nyanpong: no responder serves this network namespace: .*' "$dir/out"

serve -c "$dir/top.yaml" || exit 1

# --- as JSON, and for whom

in_s "$JAVA" -jar "$JAR" top --format json --count 3 --interval 0.2 >"$dir/json" 2>"$dir/err"
verdict "three looks are three objects" in_s python3 - "$dir/json" <<'PY'
import json, sys
looks = [json.loads(line) for line in open(sys.argv[1])]
assert len(looks) == 3 and all(look["v"] == 1 and look["interface"] == "s0" for look in looks), looks
assert 0 < looks[2]["time"] - looks[0]["time"] < 5000, looks
PY
verdict "and nothing else is said" [ ! -s "$dir/err" ]

top setpriv --reuid 65534 --regid games --clear-groups >"$dir/out" 2>&1
verdict "a member of the top-group may look" grep -q '^{"v":1,' "$dir/out"
top setpriv --reuid 65534 --regid 65534 --clear-groups >"$dir/out" 2>&1
status=$?
verdict "others may not: exit 77 ($(head -c 60 "$dir/out"))" [ "$status" -eq 77 ]

# --- on a terminal: without colours, so that its text tells ink from what was not asked for yet

dots() { screen_text | tr -cd '·' | wc -m; }
ink() { screen_text | tr -cd '█▀▄▌▐▚▞▛▜▙▟' | wc -m; }
shows() { screen_text | grep -q -- "$1"; }

# Run after run, as a shell would: each name that comes down the pipe is one.
cat >"$dir/loop" <<'SH'
while read -r name; do
    echo "before $name"
    stty -g </dev/tty >"$1/modes.before"
    NO_COLOR=1 "$2" -jar "$3" top </dev/tty
    code=$?
    sleep 0.7 # what is left to the keeper
    stty -g </dev/tty >"$1/modes.after"
    echo "$code" >"$1/ended.$name"
done <"$1/names"
SH
mkfifo "$dir/names"
screen_run 80 24 sh "$dir/loop" "$dir" "$JAVA" "$JAR"
exec 9>"$dir/names"

# restored NAME CODE - after an end: the screen, the cursor and the modes are as they were.
restored() {
    until_true 10 [ -e "$dir/ended.$1" ]
    state="$(screen_tmux display-message -p '#{alternate_on} #{cursor_flag}') $(cat "$dir/ended.$1" 2>/dev/null)"
    problem=
    [ "$state" = "0 1 $2" ] || problem="alternate, cursor, code: $state"
    shows "before $1" || problem="$problem; the screen is not what it was"
    cmp -s "$dir/modes.before" "$dir/modes.after" || problem="$problem; modes $(cat "$dir/modes.before") now $(cat "$dir/modes.after")"
    verdict "$1 gives the terminal back, exit $2${problem:+: $problem}" [ -z "$problem" ]
}

echo q >&9
until_true 20 shows 'Nobody draws'
in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 192.0.2.1 --repeat 1400 --interval 4 >/dev/null 2>&1 &
until_true 20 shows 'nyan 1/2 cisco 192.0.2.2'
first="$(dots) $(ink)"
sleep 1.5
then="$(dots) $(ink)"
verdict "a picture grows: not asked for and ink $first, then $then" \
    [ "${first% *}" -gt "${then% *}" -a "${first#* }" -lt "${then#* }" -a "${then% *}" -gt 0 ]
verdict "its client, art, cells and rate are there" shows '[0-9]% [0-9]*/1400 [0-9]*/s'
screen_tmux resize-window -x 120 -y 40
wide() { [ "$(screen_text | sed -n '4p' | wc -m)" -eq 120 ] && screen_text | tail -n 1 | grep -q '^q quit'; }
verdict "a larger terminal is made use of" until_true 5 wide
screen_tmux resize-window -x 60 -y 15
small() { [ "$(screen_text | sed -n '4p' | wc -m)" -eq 60 ] && screen_text | tail -n 1 | grep -q '^q quit'; }
verdict "a smaller one, too" until_true 5 small
screen_tmux resize-window -x 80 -y 24
screen_keys q
restored q 0

pid_of_top() { for p in $(ip netns pids "$S"); do tr '\0' ' ' <"/proc/$p/cmdline" | grep -q '\.jar top $' && echo "$p" && return; done; }
for signal in TERM KILL; do
    echo $signal >&9
    until_true 20 shows 'drawing'
    kill -s $signal "$(pid_of_top)"
    [ $signal = TERM ] && restored TERM 143 || restored KILL 137
done

# --- a responder that is stopped: nobody waits for it without end

reload() { in_s "$JAVA" -XX:TieredStopAtLevel=1 -jar "$dir/nyanpong.jar" reload; }
# stopped FILE CODE - what was said of it, and how it ended.
stopped() { grep -qx "nyanpong: process $server is stopped, and does not answer: kill -CONT $server" "$dir/$1" && [ "$2" -eq 69 ]; }

echo stale >&9
until_true 20 shows 'drawing'
kill -STOP "$server"
top >"$dir/top.said" 2>&1 &
topping=$!
reload >"$dir/reload.said" 2>&1 &
reloading=$!
verdict "a stopped responder: the screen says that there is no news" until_true 6 shows 'no news for [2-9] s'
wait "$topping"
verdict "top says so, exit $?: $(cat "$dir/top.said")" stopped top.said $?
wait "$reloading"
verdict "reload says so, exit $?: $(cat "$dir/reload.said")" stopped reload.said $?
screen_keys q
restored stale 0
echo stopped >&9
verdict "top before the first news is there" until_true 10 shows 'waits for the responder'
screen_keys q
restored stopped 0
kill -CONT "$server"
top >"$dir/out" 2>&1
verdict "it goes on, and does not do what was given up ($(grep -c reload "$dir/serve.err"))" \
    sh -c "grep -q '\"threads\":1,' '$dir/out' && ! grep -q reload '$dir/serve.err'"

echo death >&9
until_true 20 shows 'drawing'
finish
restored death 69
verdict "and says why" shows 'nyanpong: the responder has ended'
exec 9>&-
exit "$bad"
