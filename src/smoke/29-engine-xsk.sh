#!/bin/sh
# Engine xsk: what an XDP program claims is answered once, by us; all else, and everything while we are slow, frozen or gone, by the
# kernel. No setting is touched.
# needs: root ip ping python3 ethtool linux-5.18
. "$(dirname "$0")/lib.sh"

ENGINE=xsk
classes="$smoke/../../target/test-classes:$smoke/../../target/classes"
two_namespaces

# --- an engine that allocates nothing

in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all' # so all that is answered is the engine's
ip netns exec "$S" "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$classes" nyanpong.engine.EngineAllocation xsk \
    "$(in_s cat /sys/class/net/s0/ifindex)" >"$dir/bytes" 2>"$dir/engine" &
run=$!
until_true 20 grep -q ready "$dir/engine" || fail "the engine did not start: $(head -c 300 "$dir/engine")"
ip netns exec "$C" ping -n -q -f 192.0.2.1 >/dev/null 2>&1 &
flood=$!
until_true 30 gone $run
kill "$flood"
wait "$flood" $run 2>/dev/null
bytes=$(cat "$dir/bytes")
verdict "bytes allocated for 10000 packets: ${bytes:-?}" [ "${bytes:-1}" = 0 ]
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all'

# --- what we answer, and what the kernel goes on answering

watch # not before: it would still be reading that flood
cat >"$dir/cat.yaml" <<'YAML'
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
  - match: { size: 300 }
    canvas: delay
    longest: 1s
    play: [wave]
log: none
YAML
# counted WORDS - the number after these words in what the responder said at its end.
counted() { sed -n "s/^received .*$1 \([0-9]*\).*/\1/p" "$dir/serve.err"; }

serve -c "$dir/cat.yaml" || exit 1
verdict "ready says so" grep -q '^ready interface=s0 engine=xsk takeover=none addresses=192.0.2.1,.*2001:db8::1' "$dir/serve.err"
verdict "no setting is touched" echo_is "0 0"
verdict "the program is there" sh -c "ip -n $S -o link show dev s0 | grep -q xdp"
"$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" preview nyan --frame 1 >"$dir/want" 2>/dev/null
ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 2001:db8::1 --repeat 1400 | sed '1,2d; $d' >"$dir/have"
problem=
cmp -s "$dir/want" "$dir/have" || problem=$(diff "$dir/want" "$dir/have" | head -n 6)
judge "the cat, by a router's ping" "$problem"
for host in 192.0.2.1 2001:db8::1; do
    from_c 100 $host
    from_c 20 -s 1452 $host
    # Late ones leave from chunks that they did not come in.
    lossless "late, $host" 20 in_c ping -n -i 0.1 -s 300 $host
done
from_c 20 -s 4000 192.0.2.1
from_c 20 -s 4000 2001:db8::1
from_c 20 -R 192.0.2.1
ll_c=$(ip -n "$C" -6 -o address show dev c0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
from_c 10 -L -I "$ll_c%c0" ff02::1%c0
lossless "loopback" 20 in_s ping -n -i 2 -l 20 127.0.0.1
# Addresses come and go, and so does the interface's own; nothing is claimed that we do not answer.
ip -n "$S" address add 192.0.2.77/24 dev s0
sleep 0.5
from_c 50 192.0.2.77
ip -n "$S" link set s0 address 02:00:00:00:00:77
ip -n "$C" neigh flush dev c0
sleep 0.5
from_c 50 192.0.2.1
# Longer packets than a chunk are the kernel's, and the interface may carry them.
ip -n "$S" link set s0 mtu 9000
ip -n "$C" link set c0 mtu 9000
from_c_slowly 3 -s 8972 192.0.2.1
from_c_slowly 3 -s 1700 2001:db8::1
ip -n "$S" link set s0 mtu 1500
ip -n "$C" link set c0 mtu 1500
finish
claimed=$(counted claimed)
# 1400 cells; 100, 20 and 20 pings for each protocol; 50 to each new address; 3 of 1700 octets. No other.
late=$(counted 'while not awake')
verdict "claimed $claimed, ${late:-0} left to the kernel: what was asked of us" \
    [ "$((claimed + ${late:-0}))" -eq $((1400 + 2 * 140 + 100 + 3)) ]
verdict "nothing is left of it" sh -c "! ip -n $S -o link show dev s0 | grep -q xdp"

# --- what it cannot be beside

"$JAVA" -jar "$JAR" check -c "$dir/cat.yaml" --engine xsk --takeover virtual --address 192.0.2.9 >"$dir/said" 2>&1
status=$?
verdict "takeover virtual beside it: exit $status is 78, and says why" \
    sh -c "[ $status -eq 78 ] && grep -q \"engine: .*'xsk': want auto, ring or socket beside takeover virtual\" '$dir/said'"
serve || exit 1
first=$server
cp "$dir/serve.err" "$dir/first.err"
ip netns exec "$S" "$JAVA" -jar "$JAR" serve -c "$dir/plain.yaml" --engine ring >"$dir/serve.err" 2>&1
status=$?
verdict "a second responder: exit $status is 69, and names the first" \
    sh -c "[ $status -eq 69 ] && grep -q 'process $first\b' '$dir/serve.err'"
cp "$dir/first.err" "$dir/serve.err"

# --- losses

# pinging SECONDS - every 2 ms over the wire, both protocols, in the background.
pinging() {
    pings=
    for host in 192.0.2.1 2001:db8::1; do
        ip netns exec "$C" ping -n -q -i 0.002 -w "$1" $host >"$dir/ping.$host" 2>&1 &
        pings="$pings $!"
    done
}
pinged() {
    # shellcheck disable=SC2086 # a list of numbers
    wait $pings
    problem=$(grep duplicates "$dir"/ping.*)
    judge "$1" "$problem"
    lost=$(echo "$wire" | sed 's/.*unanswered=\([0-9]*\).*/\1/')
}

# Frozen for a second: a tenth of it may wait in the ring, the kernel answers the rest.
wire
pinging 2
sleep 0.4
kill -STOP "$server"
sleep 1
kill -CONT "$server"
pinged "SIGSTOP for a second"
verdict "SIGSTOP for a second: lost $lost" [ "$lost" -eq 0 ]
pinging 1
sleep 0.3
finish
pinged "TERM"
frozen=$(counted 'left to the kernel while not awake')
verdict "SIGSTOP for a second: the kernel answered ${frozen:-none} meanwhile" [ "${frozen:-0}" -gt 100 ]
verdict "TERM: lost $lost" [ "$lost" -eq 0 ]

serve || exit 1
pinging 1
sleep 0.3
finish KILL
pinged "SIGKILL"
killed=$lost
verdict "SIGKILL: lost $lost" [ "$lost" -le 60 ]
verdict "SIGKILL: nothing is left of it" sh -c "! ip -n $S -o link show dev s0 | grep -q xdp"

# More than there is room for, while nobody reads: the kernel's.
serve || exit 1
kill -STOP "$server"
# What either end of a veth has no room for never arrives at the other, and is counted.
undelivered() { echo $(($(in_c cat /sys/class/net/c0/statistics/tx_dropped) + $(in_s cat /sys/class/net/s0/statistics/tx_dropped))); }
strayed=$(undelivered)
in_c ping -n -q -l 40000 -c 40000 -W 0.5 192.0.2.1 >"$dir/ping" 2>&1
kill -CONT "$server"
sleep 1
strayed=$(($(undelivered) - strayed))
wire
unanswered=$(echo "$wire" | sed 's/.*unanswered=\([0-9]*\).*/\1/')
verdict "more than there is room for, at once: $wire, not delivered: $strayed" [ "$unanswered" -eq "$strayed" ]

# --- the link, and the interface

ip -n "$S" link set s0 down
sleep 0.3
ip -n "$S" link set s0 up
ip -n "$S" address add 2001:db8::1/64 dev s0 nodad
ip -n "$S" route add default via 192.0.2.2
until_true 5 in_c ping -n -c 1 -W 0.2 192.0.2.1
until_true 5 in_c ping -n -c 1 -W 0.2 2001:db8::1
wire
from_c 50 192.0.2.1
from_c 50 2001:db8::1
finish
verdict "down and up: claimed, and lost none: $(grep '^received' "$dir/serve.err")" \
    sh -c "[ '$(counted claimed)' -ge 2000 ] && grep -q 'lost for want of room 0' '$dir/serve.err'"
serve || exit 1
ip -n "$S" link del s0
until_true 10 gone "$server" || kill -KILL "$server"
finish none
verdict "the interface goes: exit $status is 69" [ "$status" -eq 69 ]

# Four queues each way.
ip link add s0 netns "$S" numrxqueues 4 numtxqueues 4 type veth peer name c0 netns "$C" numrxqueues 4 numtxqueues 4
for side in "$S s0 1 2" "$C c0 2 1"; do
    # shellcheck disable=SC2086 # four words
    set -- $side
    ip -n "$1" link set "$2" up
    ip -n "$1" address add "192.0.2.$3/24" dev "$2"
    ip -n "$1" address add "2001:db8::$3/64" dev "$2" nodad
    ip -n "$1" route add default via "192.0.2.$4"
done
serve || exit 1
verdict "four queues" grep -q 'queues 4 of 4' "$dir/serve.err"
for source in $(seq 11 50); do ip -n "$C" address add "192.0.2.$source/24" dev c0; done
for source in $(seq 11 50); do
    in_c ping -n -q -I "192.0.2.$source" -l 10 -c 10 -i 0.5 192.0.2.1 | grep -q ' 10 received' || fail "from 192.0.2.$source: $(tail -3 "$dir/ping")"
done
finish
verdict "four queues: claimed $(counted claimed) of 400" [ "$(($(counted claimed) + $(counted 'not awake' | grep . || echo 0)))" -eq 400 ]
verdict "no setting was touched" echo_is "0 0"
echo "    lost by SIGKILL, of one IPv4 and one IPv6 each 2 ms:$killed; answered by the kernel in a second of SIGSTOP: $frozen"
exit "$bad"
