#!/bin/sh
# The demonstration: as root and as nobody, and what it leaves behind when it ends, is interrupted, is killed or fails: nothing.
# needs: root ip unshare nsenter setpriv python3 ping prettyping
# waits
. "$(dirname "$0")/lib.sh"
. "$smoke/pictures.sh"
# shellcheck disable=SC2086 # $prompt and $quick are lists of words

# The jar where nobody can read it too.
chmod 755 "$dir"
cp "$JAR" "$dir/nyanpong.jar"
chmod 644 "$dir/nyanpong.jar"
run() { "$JAVA" $quick -jar "$dir/nyanpong.jar" "$@"; }
as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$@"; }

journals() { find /run/nyanpong /tmp/nyanpong-0 /tmp/nyanpong-65534 -type f 2>/dev/null | sort; }
journals >"$dir/journals"

# Processes and journals that were not there before.
leftovers() {
    for pid in $(pgrep -f 'nyanpong-demo|nyanpong-guardian|nyanpong.jar (serve|ping)' 2>/dev/null); do
        tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q "$dir\|nyanpong-demo" && echo "process $pid"
    done
    for journal in $(journals | comm -13 "$dir/journals" -); do
        # Not that of a responder that somebody else has running.
        owner=$(sed -n '1s/[^0-9]*\([0-9][0-9]*\).*/\1/p' "$journal" 2>/dev/null)
        [ -d "/proc/$owner" ] && ! tr '\0' ' ' <"/proc/$owner/cmdline" 2>/dev/null | grep -q "$dir" && continue
        # Nor what another script left on purpose: its namespaces have names.
        others | grep -qx "$journal" || echo "$journal"
    done
}
others() { ip netns list | while read -r ns _; do journal_of "$ns"; done 2>/dev/null; }
nothing_left() { [ -z "$(leftovers)" ]; }
leaves_nothing() {
    if until_true 10 nothing_left; then ok "$1: nothing left behind"; else fail "$1: left behind: $(leftovers | tr '\n' ' ')"; fi
}
before=$(cat /proc/sys/net/ipv4/icmp_echo_ignore_all)

run preview nyan >"$dir/want" 2>/dev/null
run demo --interval 0 >"$dir/out" 2>"$dir/err" </dev/null
verdict "demo: exit code 0" [ $? -eq 0 ]
sed '1,2d; $d' "$dir/out" >"$dir/have"
verdict "demo: the cat" cmp "$dir/want" "$dir/have"
leaves_nothing "demo"

# pictured CLIENT - what the client's output in $dir/out shows, without what it says besides.
pictured() {
    case $1 in
        flood) sed 's/.\x08E/E/g; s/.\x08 \x08//g' "$dir/out" | grep -ax '[.E]*' | grep . | fold -w 80 ;;
        hexdump) grep '^#' "$dir/out" ;;
        bars) sed 's/\x1b\[[0-9;]*m//g' "$dir/out" | grep -x '[▁▂▃▄▅▆▇█!]*' | grep . ;;
    esac
}

# shown NAME CLIENT ART COMMAND... - ok if the demonstration ends well and is the picture that the preview has, and nothing is
# left. A busy machine may spoil a cell that is made of milliseconds: so there are four tries.
shown() {
    title="$1, --client $2 --art $3" client=$2 art=$3
    shift 3
    for try in 1 2 3 4; do
        $prompt "$@" $quick -jar "$dir/nyanpong.jar" demo --client "$client" --art "$art" \
            --interval 5 >"$dir/out" 2>"$dir/err" </dev/null
        code=$?
        size=$(sed -n 's/^\$ ping .* -s \([0-9]*\) .*/--size \1/p' "$dir/err")
        [ "$try" -gt 1 ] || run preview "$art" --canvas "$client" $size >"$dir/want" 2>/dev/null
        pictured "$client" >"$dir/have"
        cmp -s "$dir/want" "$dir/have" && break
    done
    [ "$try" -eq 1 ] || title="$title, try $try"
    if cmp -s "$dir/want" "$dir/have" && [ $code -eq 0 ] && [ "$(wc -l <"$dir/err")" -eq 1 ]; then
        ok "$title: $(tail -n 1 "$dir/err")"
    else
        fail "$title: exit $code, $(cat "$dir/err") $(diff "$dir/want" "$dir/have" | head -n 6)"
    fi
    leaves_nothing "$title"
}
shown demo flood nyan "$JAVA"
shown demo hexdump nyan "$JAVA"
name="demo, --client hexdump: the whole picture in the last lines of a terminal"
if [ "$(grep -c '[1-9a-f] ' "$dir/have")" -ge 20 ] && [ "$(tail -n 24 "$dir/out" | grep -c '^#')" -ge 18 ]; then ok "$name"; else fail "$name"; fi
shown demo hexdump maneki "$JAVA"

mkdir -p "$dir/own/mug"
printf '!!!!!!!!\n!UUUUUU!\n!!U!!U!!\n!!UUUU!!\n' >"$dir/own/mug/01.txt"
printf 'title: A mug\nauthor: us\nlicence: CC0-1.0\n' >"$dir/own/mug/art.yaml"
run preview mug --frames "$dir/own" >"$dir/want" 2>/dev/null
(cd "$dir" && run demo --art mug --frames own --interval 0 >"$dir/out" 2>"$dir/err" </dev/null)
sed '1,2d; $d' "$dir/out" >"$dir/have"
verdict "demo of an art in a folder of one's own" cmp "$dir/want" "$dir/have"
shown demo bars nyan "$JAVA"
shown demo bars wave "$JAVA"

if as_nobody unshare --user --map-root-user --net true 2>/dev/null; then
    run preview pong >"$dir/want" 2>/dev/null
    as_nobody "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --art pong --interval 0 >"$dir/out" 2>"$dir/err" </dev/null
    sed '1,2d; $d' "$dir/out" >"$dir/have"
    verdict "demo as nobody: the picture" cmp "$dir/want" "$dir/have"
    leaves_nothing "demo as nobody"
    shown "demo as nobody" flood invader setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$JAVA"
    shown "demo as nobody" hexdump fishtank setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$JAVA"
    shown "demo as nobody" bars skyline setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all "$JAVA"
else
    echo "ok (this kernel allows nobody no user namespace)"
fi

demos=
for signal in INT TERM HUP KILL; do
    env --default-signal=INT,HUP "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --interval 50 >"$dir/out.$signal" 2>&1 </dev/null &
    demos="$demos $signal:$!"
done
for each in $demos; do
    signal=${each%:*} demo=${each#*:}
    until_true 40 grep -q '!!!!!!!&' "$dir/out.$signal" || fail "demo, to be killed by SIG$signal: $(head -c 300 "$dir/out.$signal")"
    kill -s "$signal" "$demo"
    until_true 10 gone "$demo" || fail "demo: still there 10 s after SIG$signal"
    wait "$demo" 2>/dev/null
done
leaves_nothing "demos, SIGINT, SIGTERM, SIGHUP, SIGKILL in mid-picture"

env --default-signal=INT,HUP "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --client flood >"$dir/out" 2>"$dir/err" </dev/null &
demo=$!
until_true 20 grep -q 'E[.]' "$dir/out"
kill -s INT $demo
until_true 10 gone $demo || fail "demo, --client flood: still there 10 s after SIGINT"
wait $demo 2>/dev/null
leaves_nothing "demo, --client flood, SIGINT in mid-picture"

# Ctrl-C on a terminal reaches all three programs at once: before the first ping, and in mid-picture.
for when in 0.9 '!!!!!!!&'; do
    python3 "$smoke/terminal.py" "$when" ^C "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --interval 50 >"$dir/out" 2>&1
    if grep 'nyanpong: ' "$dir/out" >"$dir/err"; then fail "demo, Ctrl-C at $when: $(head -c 300 "$dir/err")"; else ok "demo, Ctrl-C at $when: no error"; fi
    leaves_nothing "demo, Ctrl-C at $when"
done
verdict "demo, Ctrl-C in mid-picture: the pinger's last line" grep -q '^Success rate is' "$dir/out"

run demo --art no-such-art >"$dir/out" 2>"$dir/err" </dev/null
verdict "an unknown art: exit code 69" [ $? -eq 69 ]
leaves_nothing "an unknown art"
PATH=/nonexistent "$JAVA" $quick -jar "$dir/nyanpong.jar" demo >"$dir/out" 2>"$dir/err" </dev/null
verdict "without unshare: exit code 77, one line" sh -c "[ $? -eq 77 ] && [ \$(wc -l <'$dir/err') -eq 1 ]"
leaves_nothing "without unshare"

# All that it needs but this.
mkdir "$dir/bin"
for program in unshare nsenter setpriv setsid ip sh ping; do ln -s "$(command -v $program)" "$dir/bin/"; done
PATH=$dir/bin "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --client bars >"$dir/out" 2>"$dir/err" </dev/null
verdict "without prettyping: exit code 69, one line that names it" sh -c "
    [ $? -eq 69 ] && [ \$(wc -l <'$dir/err') -eq 1 ] && grep -q 'prettyping: not on the path; install it' '$dir/err' && [ ! -s '$dir/out' ]"
leaves_nothing "without prettyping"
PATH=$dir/bin "$JAVA" $quick -jar "$dir/nyanpong.jar" demo --client hexdump >"$dir/out" 2>"$dir/err" </dev/null
verdict "without prettyping, another client: exit code 0" [ $? -eq 0 ]
leaves_nothing "without prettyping, another client"

verdict "the root namespace's own echo was not touched" [ "$(cat /proc/sys/net/ipv4/icmp_echo_ignore_all)" = "$before" ]
exit $bad
