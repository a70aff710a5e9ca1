# shellcheck shell=sh disable=SC2016,SC2034,SC2317
# Sourced by the smoke tests that need traffic: two network namespaces, a responder in one, the real ping in the other, and
# a checker that watches every packet between them. All of it is gone when the script ends, however it ends.
#
#   $S (s0, 192.0.2.1, 2001:db8::1)  ----  $C (c0, 192.0.2.2, 2001:db8::2)
set -u

smoke=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
# The runner says which; a script may also be run by hand.
: "${JAVA=$("$smoke/../build/find-jdk")/bin/java}" "${JAR=$smoke/../../target/nyanpong.jar}" "${ENGINE=auto}"
dir=$(mktemp -d)
bad=0
S=np$$-s
C=np$$-c
server=
watcher=
namespaces=

# --- what a script says

ok() { echo "ok $*"; }

# fail NAME: DETAILS...
fail() {
    echo "FAIL $*"
    bad=1
}

# verdict NAME COMMAND... - ok if the command succeeds.
verdict() {
    title=$1
    shift
    if "$@"; then ok "$title"; else fail "$title: $*"; fi
}

# --- the end, whatever brings it

# Everything that runs in our namespaces is ours: nobody else knows their names.
clean_up() {
    trap '' INT TERM HUP
    for ns in $namespaces; do
        # KILL for all: the guardian has nothing to restore in a namespace that goes.
        for round in 1 2 3; do
            pids=$(ip netns pids "$ns" 2>/dev/null) || break
            [ -n "$pids" ] || break
            # shellcheck disable=SC2086 # a list of numbers
            kill -KILL $pids 2>/dev/null
            [ "$round" = 3 ] || sleep 0.05
        done
        journal=$(journal_of "$ns" 2>/dev/null) && rm -f "$journal" "${journal%/*}"/*-"${journal##*-}"-*
        ip netns del "$ns" 2>/dev/null
        # A script may have given it hosts of its own.
        rm -rf "/etc/netns/$ns"
    done
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- waiting, and time

now_ms() { date +%s%3N; }

# until_true SECONDS COMMAND... - tries until it succeeds; how long that took is in $took_ms.
until_true() {
    begin=$(now_ms)
    deadline=$((begin + $1 * 1000))
    shift
    until "$@" >/dev/null 2>&1; do
        took_ms=$(($(now_ms) - begin))
        [ "$(now_ms)" -lt "$deadline" ] || return 1
        sleep 0.02
    done
    took_ms=$(($(now_ms) - begin))
}

# A killed process's first thread is a zombie before its others have ended and let go of what they hold: sockets, programs.
gone() {
    ! kill -0 "$1" 2>/dev/null ||
        [ "$(sed -n 's/^State:\t\(.\).*/\1/p; s/^Threads:\t//p' "/proc/$1/status" 2>/dev/null | tr -d '\n')" = Z1 ]
}

# --- namespaces

in_s() { ip netns exec "$S" "$@"; }
in_c() { ip netns exec "$C" "$@"; }

new_namespace() {
    ip netns add "$1" || exit
    namespaces="$namespaces $1"
    # Addresses are usable at once: nobody else is there to have them.
    ip netns exec "$1" sh -c '
        for conf in all default; do
            echo 0 >/proc/sys/net/ipv6/conf/$conf/accept_dad
            echo 0 >/proc/sys/net/ipv6/conf/$conf/router_solicitations
        done
        ip link set lo up'
}

two_namespaces() {
    new_namespace "$S"
    new_namespace "$C"
    ip link add s0 netns "$S" type veth peer name c0 netns "$C" || exit
    for side in "$S s0 1 2" "$C c0 2 1"; do
        # shellcheck disable=SC2086 # four words
        set -- $side
        ip -n "$1" link set "$2" up
        ip -n "$1" address add "192.0.2.$3/24" broadcast 192.0.2.255 dev "$2"
        ip -n "$1" address add "2001:db8::$3/64" dev "$2" nodad
        # A way back for every source that a test makes up.
        ip -n "$1" route add default via "192.0.2.$4"
        ip -n "$1" route add default via "2001:db8::$4"
    done
}

# mac_of NAMESPACE INTERFACE
mac_of() { ip -n "$1" -o link show dev "$2" | sed 's/.*link\/ether \([0-9a-f:]*\).*/\1/'; }

# The journal of a namespace: its cookie names it.
journal_of() {
    cookie=$(ip netns exec "$1" python3 -c '
import socket
print(int.from_bytes(socket.socket().getsockopt(socket.SOL_SOCKET, 71, 8), "little"))') || return
    echo "/run/nyanpong/sysctl-$cookie"
}

# Where the responder of a namespace listens for `nyanpong reload`.
control_of() { socket_of control "$1"; }

# And where for `nyanpong top`.
top_of() { socket_of top "$1"; }

# socket_of KIND NAMESPACE - the only one there; its pattern, where there is none.
socket_of() { journal_of "$2" | { IFS=- read -r _ cookie; printf '%s\n' /run/nyanpong/"$1-$cookie"-*; }; }

# echo_off NAMESPACE - prints both settings, such as "0 0".
echo_off() {
    ip netns exec "$1" sh -c 'echo $(cat /proc/sys/net/ipv4/icmp_echo_ignore_all /proc/sys/net/ipv6/icmp/echo_ignore_all)'
}

echo_is() { [ "$(echo_off "$S")" = "$1" ]; }

# --- the responder

# Every ping gets a plain reply, and nothing is logged.
cat >"$dir/plain.yaml" <<'YAML'
interface: s0
programme: []
log: none
YAML

# What the installed launcher gives the JVM, src/dist/nyanpong, to start sooner. A script that is about the speed, the memory or
# the threads of a responder empties it: plain `java -jar` then.
quick="-XX:+UseSerialGC -XX:TieredStopAtLevel=1"

# start ARGUMENTS... - starts `serve` and does not wait. A script's background jobs ignore INT, and a JVM keeps that; and a
# terminal that the script is run from would make another thing of HUP. The takeover tcx brings an engine of its own.
start() {
    case $ENGINE in
        tcx) set -- --takeover tcx "$@" ;;
        *) set -- --engine "$ENGINE" "$@" ;;
    esac
    : >"$dir/serve.out"
    : >"$dir/serve.err"
    # shellcheck disable=SC2086 # a list of words
    ip netns exec "$S" setsid env --default-signal=INT,QUIT,HUP,TERM "$JAVA" $quick -jar "$JAR" serve "$@" \
        >"$dir/serve.out" 2>"$dir/serve.err" </dev/null &
    server=$!
}

is_ready() { grep -q '^ready ' "$dir/serve.err"; }
is_ready_or_gone() { is_ready || gone "$server"; }

# serve ARGUMENTS... - starts `serve` with plain replies, or as the arguments say, and waits until it answers.
serve() {
    [ $# -gt 0 ] || set -- -c "$dir/plain.yaml"
    start "$@"
    until_true 30 is_ready_or_gone
    is_ready && return
    fail "serve $*: not ready: $(head -c 500 "$dir/serve.err")"
    return 1
}

# finish [SIGNAL] - ends the responder (TERM); its exit code is in $status.
finish() {
    [ "${1:-TERM}" = none ] || kill -s "${1:-TERM}" "$server"
    wait "$server" 2>/dev/null
    status=$?
    # Every script is a test of the books: what came in is what became of it, to the packet.
    ! grep -q '^received \|books do not balance' "$dir/serve.err" || balanced || fail "the books: $(grep '^received \|books' "$dir/serve.err")"
}

# balanced - whether the closing counters add up, and nothing is left over.
balanced() {
    ! grep -q 'books do not balance' "$dir/serve.err" &&
        sed -n 's/^received //p' "$dir/serve.err" | awk -F '; ' '{
            for (i = 1; i <= 2; i++) {
                sum = 0
                gsub(/[^0-9=+]/, "", $i)
                n = split($i, side, /[=+]/)
                for (j = 2; j <= n; j++) sum += side[j]
                if (n != 5 || sum != side[1]) exit 1
            }
        }'
}

# received - how many packets came in, by the closing counters.
received() { sed -n 's/^received \([0-9]*\) =.*/\1/p' "$dir/serve.err"; }

# --- the checker

# watch - starts passive.py on the pinger's side.
watch() {
    mkfifo "$dir/commands" "$dir/results"
    ip netns exec "$C" python3 "$smoke/passive.py" c0 "$dir/commands" "$dir/results" >"$dir/watch.out" 2>&1 &
    watcher=$!
    until_true 15 grep -q watching "$dir/watch.out" || {
        fail "the checker did not start: $(cat "$dir/watch.out")"
        exit 1
    }
}

# allow [WORD...] - what passive.py lets differ from here on; see there. What was on the wire before must have been judged.
allow() { echo "allow $*" >"$dir/commands"; }

# wire - leaves in $wire what the checker says of the packets since the last time; fails if something was wrong.
wire() {
    wire="FAIL the checker is gone: $(tail -n 2 "$dir/watch.out")"
    gone "$watcher" && return 1
    echo now >"$dir/commands"
    read -r wire <"$dir/results"
    case $wire in
        ok\ *) return 0 ;;
        *) return 1 ;;
    esac
}

# judge NAME [PROBLEM] - ok if there is no problem and the wire was right.
judge() {
    wire
    right=$?
    if [ -z "${2-}" ] && [ "$right" -eq 0 ]; then ok "$1 (${wire#ok })"; else fail "$1: ${2-} wire: $wire"; fi
}

# lossless NAME COUNT COMMAND... - a ping that must get COUNT replies to COUNT requests, no duplicate, error or change.
lossless() {
    title=$1 count=$2
    shift 2
    problem=
    "$@" -c "$count" >"$dir/ping" 2>&1 || problem="exit $?"
    grep -q "^$count packets transmitted, $count received, 0% packet loss" "$dir/ping" ||
        problem="$problem $(grep -a 'packets transmitted' "$dir/ping" || tail -n 3 "$dir/ping")"
    ! grep -aq 'wrong data byte\|DUP!\|truncated\|BAD CHECKSUM' "$dir/ping" ||
        problem="$problem $(grep -a 'wrong data byte\|DUP!\|truncated\|BAD CHECKSUM' "$dir/ping" | head -n 2)"
    judge "$title" "$problem"
    [ -z "$problem" ] || sed 's/^/    /' "$dir/ping" | head -n 60
}

# from_c COUNT ARGUMENTS... - a quick lossless ping from the pinger's side, named after its arguments. All requests go out at
# once (-l), and the interval is only how long the last answers may take: when all has been sent, ping waits no longer than
# that, or twice the longest time it has seen, whatever -W says.
from_c() {
    n=$1
    shift
    lossless "ping -c $n $*" "$n" in_c ping -n -i 2 -l "$n" "$@"
}

# from_c_slowly COUNT ARGUMENTS... - for packets so large that ping's own buffer holds but one or two answers.
from_c_slowly() {
    n=$1
    shift
    lossless "ping -c $n $*" "$n" in_c ping -n -i 0.1 "$@"
}
