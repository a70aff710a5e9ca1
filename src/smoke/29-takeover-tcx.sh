#!/bin/sh
# Takeover tcx: what is claimed is answered once, by us; all else, and everything while we are slow, frozen or gone, by the
# kernel. No setting is touched.
# needs: root ip ping python3 setpriv linux-6.6
. "$(dirname "$0")/lib.sh"

ENGINE=tcx
classes="$smoke/../../target/test-classes:$smoke/../../target/classes"
two_namespaces
X=np$$-x
new_namespace "$X"
ip link add s1 netns "$S" type veth peer name x0 netns "$X"
for side in "$S s1 1" "$X x0 2"; do
    # shellcheck disable=SC2086 # three words
    set -- $side
    ip -n "$1" link set "$2" up
    ip -n "$1" address add "198.51.100.$3/24" dev "$2"
done

# --- an engine that allocates nothing

in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all' # so all that is answered is the engine's
ip netns exec "$S" "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$classes" nyanpong.engine.EngineAllocation tcx \
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
  - match: { size: 1416 }
    canvas: hexdump
    play: [nyan]
log: none
YAML
nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }
for frame in 1 2; do
    nyanpong preview nyan --frame $frame >"$dir/cisco$frame" 2>/dev/null
    nyanpong preview nyan --frame $frame --canvas hexdump >"$dir/hexdump$frame" 2>/dev/null
done

# counted WORDS - the number after these words in what the responder said at its end.
counted() { sed -n "s/^received .*$1 \([0-9]*\).*/\1/p" "$dir/serve.err"; }
answered() { sed -n 's/^received [0-9]* = answered \([0-9]*\) .*/\1/p' "$dir/serve.err"; }

serve -c "$dir/cat.yaml" || exit 1
verdict "ready says so" grep -q '^ready interface=s0 engine=tcx takeover=tcx addresses=192.0.2.1,.*2001:db8::1' "$dir/serve.err"
verdict "no setting is touched" echo_is "0 0"
frame=0
for host in 192.0.2.1 2001:db8::1; do
    frame=$((frame + 1)) # each session's is the next
    ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping $host --repeat 1400 | sed '1,2d; $d' >"$dir/have"
    problem=
    cmp -s "$dir/cisco$frame" "$dir/have" || problem=$(diff "$dir/cisco$frame" "$dir/have" | head -n 6)
    judge "the cat, by a router's ping, $host" "$problem"
    allow data
    in_c ping -c 1 -s 1416 $host | grep '^#' >"$dir/have"
    problem=
    cmp -s "$dir/hexdump$frame" "$dir/have" || problem=$(diff "$dir/hexdump$frame" "$dir/have" | head -n 6)
    judge "the cat, by ping -s 1416, $host" "$problem"
    allow
    from_c 100 $host
    from_c 20 -s 1452 $host
done
from_c 20 -s 4000 192.0.2.1
from_c 20 -s 4000 2001:db8::1
from_c 20 -R 192.0.2.1
from_c 9 -T tsonly 192.0.2.1
ll_c=$(ip -n "$C" -6 -o address show dev c0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
from_c 10 -L -I "$ll_c%c0" ff02::1%c0
lossless "loopback" 20 in_s ping -n -i 2 -l 20 127.0.0.1
lossless "own address" 20 in_s ping -n -i 2 -l 20 2001:db8::1
lossless "another interface" 20 ip netns exec "$X" ping -n -i 2 -l 20 198.51.100.1
# Addresses come and go, and nothing is claimed for one that we do not answer.
ip -n "$S" address add 192.0.2.77/24 dev s0
sleep 0.5
from_c 50 192.0.2.77
ip -n "$S" address add 203.0.113.53/32 dev lo
sleep 0.5
from_c 50 203.0.113.53
ip -n "$S" address del 203.0.113.53/32 dev lo
wire
# Longer packets than the interface could carry when we started are the kernel's.
ip -n "$S" link set s0 mtu 9000
ip -n "$C" link set c0 mtu 9000
from_c_slowly 3 -s 8972 192.0.2.1
from_c_slowly 3 -s 1900 2001:db8::1
ip -n "$S" link set s0 mtu 1500
ip -n "$C" link set c0 mtu 1500
finish
claimed=$(counted claimed)
# 1400 cells, a dump, 100 and 20 pings for each protocol; 50 to each new address; 3 of 1900 octets. No other.
verdict "claimed $claimed, answered $(answered): what was asked of us" \
    [ "$claimed" = $((2 * 1521 + 100 + 3)) -a "$(answered)" = "$claimed" ]

# --- a second one

serve || exit 1
first=$server
cp "$dir/serve.err" "$dir/first.err"
for takeover in tcx sysctl auto; do
    ip netns exec "$S" "$JAVA" -jar "$JAR" serve -c "$dir/plain.yaml" --takeover $takeover >"$dir/serve.err" 2>&1
    status=$?
    verdict "a second responder, takeover $takeover: exit $status is 69, and names the first" \
        sh -c "[ $status -eq 69 ] && grep -q 'process $first\b' '$dir/serve.err'"
done
from_c 20 192.0.2.1

# --- the interface moves away, and is back

Y=np$$-y
new_namespace "$Y"
ip -n "$S" link set s0 netns "$Y"
until_true 10 gone "$server" || kill -KILL "$server"
finish none
verdict "the interface moves away: exit $status is 69" [ "$status" -eq 69 ]
cp "$dir/first.err" "$dir/serve.err"
ip -n "$Y" link set s0 up
ip -n "$Y" address add 192.0.2.1/24 dev s0
ip -n "$Y" route add default via 192.0.2.2
until_true 5 in_c ping -n -c 1 -W 0.2 192.0.2.1
wire
from_c 20 192.0.2.1
ip -n "$Y" link set s0 netns "$S"
ip -n "$S" link set s0 up
ip -n "$S" address add 192.0.2.1/24 dev s0
ip -n "$S" address add 2001:db8::1/64 dev s0 nodad
until_true 5 in_c ping -n -c 1 -W 0.2 192.0.2.1
until_true 5 in_c ping -n -c 1 -W 0.2 2001:db8::1
wire

# --- without the privileges, and with no more than them

chmod 755 "$dir"
as_nobody() {
    exec ip netns exec "$S" setpriv --reuid 65534 --regid 65534 --clear-groups "--inh-caps=$1" "--ambient-caps=$1" \
        "$JAVA" -jar "$JAR" serve -c "$dir/plain.yaml" --takeover "$2" >"$dir/serve.err" 2>&1
}
(as_nobody -all,+net_raw,+net_admin tcx)
status=$?
verdict "without CAP_BPF: exit $status is 77, and says so" \
    sh -c "[ $status -eq 77 ] && grep -q 'takeover tcx: .*needs CAP_BPF' '$dir/serve.err'"
serves() {
    as_nobody "$1" "$2" &
    server=$!
    until_true 30 is_ready_or_gone
    from_c 5 192.0.2.1
    kill "$server"
    wait "$server" 2>/dev/null
}
serves -all,+net_raw,+net_admin auto
verdict "auto without CAP_BPF: sysctl, and says why" sh -c "grep -q 'takeover auto: sysctl.*CAP_BPF' '$dir/serve.err' &&
    grep -q 'takeover=sysctl' '$dir/serve.err'"
serves -all,+net_raw,+net_admin,+bpf auto
verdict "auto with CAP_BPF: tcx" grep -q 'takeover=tcx' "$dir/serve.err"

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

pinging 30
serve || exit 1
sleep 0.5
finish
sleep 0.3 # and answered by the kernel
# shellcheck disable=SC2086 # a list of numbers
kill -INT $pings
pinged "start to TERM"
verdict "start to TERM: claimed $(counted claimed), lost $lost" [ "$lost" -eq 0 -a "$(counted claimed)" -gt 50 ]

killed=
for _ in 1 2 3; do
    serve || exit 1
    pinging 1
    sleep 0.3
    finish KILL
    pinged "SIGKILL"
    killed="$killed $lost"
    [ "$lost" -le 60 ] || fail "SIGKILL: $lost lost"
done

# Frozen for a second: a tenth of it may wait in the ring, the kernel answers the rest.
serve || exit 1
pinging 2
sleep 0.4
kill -STOP "$server"
sleep 1
kill -CONT "$server"
pinged "SIGSTOP for a second"
verdict "SIGSTOP for a second: lost $lost" [ "$lost" -eq 0 ]
finish
frozen=$(counted 'left to the kernel while not awake')
verdict "SIGSTOP for a second: the kernel answered ${frozen:-none} meanwhile" [ "${frozen:-0}" -gt 300 ]
# One ping a second would never fill a ring; the first may wait, no other.
serve || exit 1
kill -STOP "$server"
until_true 5 grep -q '^State:.T' "/proc/$server/status"
in_c ping -n -q -c 1 -W 0.2 192.0.2.1 >/dev/null
sleep 0.1
lossless "frozen: a slow ping" 3 in_c ping -n -i 0.3 192.0.2.1
kill -CONT "$server"
finish
# One who waits for each answer waits, and the picture goes on where it was.
serve -c "$dir/cat.yaml" || exit 1
ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 192.0.2.1 --repeat 1400 --interval 1 >"$dir/said" &
drawing=$!
begun() { [ "$(wc -c <"$dir/said")" -gt 200 ]; }
until_true 10 begun
kill -STOP "$server"
sleep 0.5
kill -CONT "$server"
wait $drawing
sed '1,2d; $d' "$dir/said" >"$dir/have"
problem=
cmp -s "$dir/cisco1" "$dir/have" || problem=$(diff "$dir/cisco1" "$dir/have" | head -n 6)
waited=$(sed -n 's/.*min\/avg\/max = .*\/\([0-9]*\) ms$/\1/p' "$dir/said")
[ "${waited:-0}" -ge 400 ] || problem="$problem not frozen amid it: $(tail -n 1 "$dir/said")"
judge "frozen for $waited ms amid a picture: the cat" "$problem"
finish
verdict "no setting was touched" echo_is "0 0"

# --- the interface is deleted

serve || exit 1
ip -n "$S" link del s0
until_true 10 gone "$server" || kill -KILL "$server"
finish none
verdict "the interface goes: exit $status is 69" [ "$status" -eq 69 ]

echo "    lost by SIGKILL, of one IPv4 and one IPv6 each 2 ms:$killed; answered by the kernel in a second of SIGSTOP: $frozen"
exit "$bad"
