#!/bin/sh
# The kernel's echo is off exactly while we serve, whatever ends us, and hardly a ping is lost on the way.
# needs: root ip ping python3
. "$(dirname "$0")/lib.sh"

two_namespaces
watch
journal=$(journal_of "$S") || exit 1

# The guardians are the processes in the namespace that say so.
guardians() {
    for pid in $(ip netns pids "$S"); do
        if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q nyanpong-guardian; then echo "$pid"; fi
    done
}
alone() { [ -z "$(ip netns pids "$S")" ]; }
sysctls() { in_s python3 "$smoke/sysctls.py" "$@"; }
no_file() { ! ls "$journal"* >/dev/null 2>&1; }
answers() { in_c ping -n -q -c 1 -W 1 "$1" >/dev/null; }

# restored NAME [SETTINGS] - the settings as they were, no file, no process.
restored() {
    problem=
    until_true 5 echo_is "${2-0 0}" || problem="settings $(echo_off "$S"), want ${2-0 0};"
    until_true 5 no_file || problem="$problem $(ls "$journal"*) is left;"
    until_true 5 alone || problem="$problem processes are left: $(ip netns pids "$S" | xargs ps -o pid,args -p);"
    if [ -z "$problem" ]; then ok "$1"; else fail "$1: $problem"; fi
}

# serving NAME [SETTINGS] - ready, the settings on, both families answered.
serving() {
    if echo_is "${2-1 1}" && answers 192.0.2.1 && answers 2001:db8::1; then
        ok "$1: serving"
    else
        fail "$1: settings $(echo_off "$S"), want ${2-1 1}; $(head -c 300 "$dir/serve.err")"
    fi
}

# --- signals that end it

for signal in TERM INT; do
    serve || exit 1
    serving "$signal"
    finish $signal
    restored "$signal: restored (exit $status)"
    verdict "$signal: a word on what it did" grep -q '^received [1-9]' "$dir/serve.err"
done

# A terminal that is closed ends what runs on it; without one, HUP is a reload: 44-reload.sh.
in_s python3 "$smoke/terminal.py" ready gone "$JAVA" -jar "$JAR" serve --engine "$ENGINE" -c "$dir/plain.yaml" >"$dir/terminal"
verdict "the terminal gone: it ends with 128 + 1" grep -q '^exit 129' "$dir/terminal"
restored "the terminal gone: restored"

# --- failures to start: never touched

untouched() {
    title=$1
    shift
    found=$(sysctls during "$JAVA" -jar "$JAR" serve "$@" 2>"$dir/serve.err")
    if [ "$found" = untouched ]; then restored "$title: never touched"; else fail "$title: $found"; fi
}
untouched "no such interface" -c "$dir/plain.yaml" -i nosuch0
printf 'interface: s0\ncolour: red\n' >"$dir/bad.yaml"
untouched "a bad configuration" -c "$dir/bad.yaml"
untouched "an address that is not ours" -c "$dir/plain.yaml" --address 192.0.2.200

# --- SIGKILL

measured=
for _ in 1 2 3; do
    serve || exit 1
    ms=$(sysctls kill "$server")
    finish none
    measured="$measured $ms"
    restored "SIGKILL: restored by the guardian after $ms ms"
done
# The median: a machine that is busy with something else may keep one of them waiting.
middle=$(printf '%s\n' $measured | sort -n | sed -n 2p)
verdict "SIGKILL: restored within 100 ms ($middle ms)" [ "${middle%.*}" -lt 100 ]

# At once again: the old guardian must not undo what the new responder did.
serve || exit 1
kill -KILL "$server"
wait "$server" 2>/dev/null
serve || exit 1
serving "at once after SIGKILL"
finish
restored "at once after SIGKILL: restored"

serve || exit 1
old=$(guardians)
# shellcheck disable=SC2086 # two numbers
kill -STOP $old
kill -KILL "$server"
wait "$server" 2>/dev/null
serve || exit 1
verdict "guardians that sleep: what it missed is mended, and said" \
    grep -q 'icmp_echo_ignore_all was left at 1' "$dir/serve.err"
# shellcheck disable=SC2086
kill -CONT $old
for pid in $old; do until_true 5 gone "$pid" || fail "the old guardian stays: process $pid"; done
serving "guardians that wake under another's responder leave it alone"
finish
restored "guardians that slept: restored"

serve || exit 1
both=$(guardians)
first=${both%%[!0-9]*} second=${both##*[!0-9]}
verdict "two guardians" [ "$(echo "$both" | wc -l)" -eq 2 ]
for signal in INT TERM HUP QUIT PIPE; do kill -s $signal "$first"; done
verdict "a guardian ignores what ends others" kill -0 "$first"
kill -KILL "$first"
verdict "a guardian killed: said, and who watches now" \
    until_true 5 grep -q "guardian was killed, process $first; another one watches, process $second" "$dir/serve.err"
serving "a guardian killed"
ms=$(sysctls kill "$server")
finish none
restored "then the responder killed: restored by the other guardian after $ms ms"

# Whichever was killed, the end finds the other one.
for which in 1 2; do
    serve || exit 1
    kill -KILL "$(guardians | sed -n ${which}p)"
    finish
    restored "guardian $which killed, then TERM: restored by the other one (exit $status)"
done
verdict "no word of a guardian that cannot" sh -c "! grep -q 'no guardian is left' $dir/serve.err"

serve || exit 1
# shellcheck disable=SC2046 # two numbers
kill -KILL $(guardians)
verdict "both guardians killed: said, and what to run at the end" until_true 5 \
    grep -q 'last guardian was killed.*doctor --repair.*sysctl -w net.ipv4.icmp_echo_ignore_all=0 net.ipv6.icmp.echo_ignore_all=0' \
    "$dir/serve.err"
serving "both guardians killed"
finish
until_true 5 alone
verdict "both guardians killed, then TERM: without privilege the settings stay (exit $status)" echo_is "1 1"
verdict "both guardians killed, then TERM: an error that says so, and what to run" \
    grep -q 'ERROR net.ipv4.icmp_echo_ignore_all = 0: permission denied.*not answer pings; run .*sysctl -w net' "$dir/serve.err"
verdict "both guardians killed, then TERM: the journal stays" [ -f "$journal" ]
serve || exit 1
verdict "both guardians killed, then TERM: the next one mends it" grep -q 'icmp_echo_ignore_all was left at 1' "$dir/serve.err"
finish
restored "both guardians killed, the next one: restored"

serve -c "$dir/plain.yaml" --user root || exit 1
# shellcheck disable=SC2046
kill -KILL $(guardians)
finish
restored "both guardians killed, but as root: restored all the same"

serve || exit 1
# shellcheck disable=SC2046
kill -KILL $(guardians) "$server"
finish none
until_true 5 alone
verdict "all killed: the settings stay" echo_is "1 1"
verdict "all killed: the journal stays" [ -f "$journal" ]
serve || exit 1
verdict "all killed: the next one mends it, and says so (IPv4)" \
    grep -q 'net.ipv4.icmp_echo_ignore_all was left at 1' "$dir/serve.err"
verdict "all killed: the next one mends it, and says so (IPv6)" \
    grep -q 'net.ipv6.icmp.echo_ignore_all was left at 1' "$dir/serve.err"
serving "all killed, the next one"
finish
restored "all killed: restored at the next one's end"

# --- settings that are others'

in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all'
serve || exit 1
serving "on before"
verdict "on before: loopback stays unanswered" sh -c "! ip netns exec $S ping -n -q -c 2 -i 0.1 -W 0.3 127.0.0.1 >/dev/null"
verdict "off before: loopback is answered" in_s sh -c 'ping -n -q -c 2 -i 0.1 -W 1 ::1 >/dev/null'
finish
restored "on before: stays on" "1 0"
serve || exit 1
finish KILL
until_true 5 alone
restored "on before: stays on after SIGKILL" "1 0"
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all'

serve || exit 1
in_s sh -c 'echo 0 >/proc/sys/net/ipv6/icmp/echo_ignore_all'
until_true 5 gone "$server"
finish none
verdict "changed to 0 meanwhile: exit 69 is $status" [ "$status" -eq 69 ]
verdict "changed to 0 meanwhile: said" grep -q 'net.ipv6.icmp.echo_ignore_all was set to 0 by somebody else' "$dir/serve.err"
restored "changed to 0 meanwhile: stays 0"
wire # this one had two answers, as whoever changed it asked for

# --- a second one

serve || exit 1
first=$server
cp "$dir/serve.err" "$dir/first.err"
start -c "$dir/plain.yaml"
finish none
verdict "a second responder: exit $status is 69" [ "$status" -eq 69 ]
verdict "a second responder: named the first, process $first" grep -q "process $first\b" "$dir/serve.err"
serving "a second responder was refused"
server=$first
finish
restored "a second responder was refused: restored"

# --- losses at start and stop

# Pinged every millisecond from before it starts until after it stops: over the wire, where the checker counts what stayed
# unanswered, and over loopback, where ping itself does.
pinging() {
    ip netns exec "$1" ping -n -q -i 0.001 -w 60 "$2" >"$dir/ping.$1.$2" 2>&1 &
    pings="$pings $!"
}
losses=
for end in TERM TERM TERM KILL; do
    wire
    pings=
    pinging "$C" 192.0.2.1
    pinging "$C" 2001:db8::1
    pinging "$S" 127.0.0.1
    pinging "$S" ::1
    until_true 5 answers 192.0.2.1
    serve || exit 1
    sleep 0.5 # served long enough to show
    finish $end
    until_true 5 echo_is "0 0"
    sleep 0.2 # and answered by the kernel
    # shellcheck disable=SC2086 # a list of numbers
    kill -INT $pings
    # shellcheck disable=SC2086
    wait $pings
    problem=$(grep duplicates "$dir/ping.$S."*)
    judge "start to $end" "$problem"
    lost=$(echo "$wire" | sed 's/.*unanswered=\([0-9]*\).*/\1/')
    inside=$(sed -n 's/^\([0-9]*\) packets transmitted, \([0-9]*\) received.*/\1 \2/p' "$dir/ping.$S."* |
        awk '{ n += $1 - $2 } END { print n }')
    [ "$lost" -lt 200 ] || fail "start to $end: $lost lost"
    losses="$losses $end:$lost+$inside"
done

# --- the interface goes

serve || exit 1
ip -n "$S" link del s0
until_true 5 grep -q 's0 is gone: waiting' "$dir/serve.err"
verdict "the interface goes: said" grep -q 's0 is gone: waiting' "$dir/serve.err"
verdict "the interface goes: loopback is answered" in_s sh -c 'ping -n -q -c 2 -i 0.1 -W 1 127.0.0.1 >/dev/null'
finish
restored "the interface goes, then TERM: restored (exit $status)"

echo "    restored after SIGKILL, ms:$measured; lost, of one IPv4 and one IPv6 a ms, wire+loopback:$losses"
exit "$bad"
