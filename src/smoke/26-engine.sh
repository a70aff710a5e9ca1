#!/bin/sh
# What an engine must bear: a link that goes down and comes up, packets longer than it was made for, more than it has room for.
# needs: root ip ping python3
# engines: ring socket
. "$(dirname "$0")/lib.sh"
quick=

classes="$smoke/../../target/test-classes:$smoke/../../target/classes"
two_namespaces

# allocates SIZE - none for thousands of packets; the kernel's echo is off for them.
allocates() {
    ip netns exec "$S" "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$classes" nyanpong.engine.EngineAllocation "$ENGINE" \
        "$(in_s cat /sys/class/net/s0/ifindex)" >"$dir/bytes" 2>"$dir/engine" &
    run=$!
    until_true 20 grep -q ready "$dir/engine" || fail "the engine did not start: $(head -c 300 "$dir/engine")"
    ip netns exec "$C" ping -n -q -f -s "$1" 192.0.2.1 >/dev/null 2>&1 & # not by a function: $! must be its own
    flood=$!
    until_true 30 gone $run
    kill "$flood"
    wait "$flood" 2>/dev/null
    bytes=$(cat "$dir/bytes")
    verdict "bytes allocated for 10000 packets of $1, of one poll a slice allowed to recvmmsg: ${bytes:-?}" [ "${bytes:-1}" = 0 ]
}
mtu() {
    ip -n "$S" link set s0 mtu "$1"
    ip -n "$C" link set c0 mtu "$1"
}
in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all'
allocates 56
mtu 9000
allocates 8000
mtu 1500
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all'
watch # not before: it would still be reading those floods

# Hundredths of a second that the responder has run for.
cpu() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
answers() { in_c ping -n -q -c 1 -W 0.2 "$1" >/dev/null; }

# The slices of the packet thread and of all others, nanoseconds: sched_getattr(2).
slices() {
    python3 - "$server" <<'PY'
import ctypes, os, platform, struct, sys
number = {"x86_64": 315, "aarch64": 275}[platform.machine()]
found = {True: set(), False: set()}
for tid in os.listdir(f"/proc/{sys.argv[1]}/task"):
    attr = ctypes.create_string_buffer(48)
    if ctypes.CDLL(None).syscall(number, int(tid), attr, 48, 0) == 0:
        packets = open(f"/proc/{sys.argv[1]}/task/{tid}/comm").read().startswith(("nyanpong-packet", "nyanpong-pkt-"))
        found[packets].add(struct.unpack_from("=Q", attr, 24)[0])
print(*found[True], *found[False])
PY
}

serve || exit 1
found=$(slices)
case $found in
    "0 0") echo "*** SKIPPED the packet thread's slice: this kernel has none to give (Linux 6.12)" ;;
    *) verdict "the packet thread's slice is the shortest, and no other's ($found ns)" \
        [ "${found% *}" = 100000 -a "${found#* }" -gt 100000 ] ;;
esac
for round in 1 2; do
    ip -n "$S" link set s0 down
    answers 192.0.2.1 && fail "answered while the link is down"
    before=$(cpu)
    sleep 1
    spent=$(($(cpu) - before))
    verdict "the link is down: asleep, $spent % of a CPU" [ "$spent" -lt 20 ]
    ip -n "$S" link set s0 up
    # What the kernel forgets when a link goes down.
    ip -n "$S" address add 2001:db8::1/64 dev s0 nodad 2>/dev/null
    ip -n "$S" route add default via 192.0.2.2
    ip -n "$S" route add default via 2001:db8::2 2>/dev/null
    until_true 5 answers 192.0.2.1
    until_true 5 answers 2001:db8::1
    wire
    from_c 50 192.0.2.1
    from_c 50 2001:db8::1
done
# Made for 1500, then given more, by turns with short ones; then made for 9000, and given less.
for made in 1500 9000; do
    mtu 9000
    for size in 56 1400 1700 1900 1950 2000 2100 4000 8000 8972; do from_c_slowly 3 -s $size 192.0.2.1; done
    in_c ping -n -q -f -c 5000 192.0.2.1 >"$dir/short" 2>&1 &
    short=$!
    in_c ping -n -q -f -s 8952 -c 5000 2001:db8::1 >"$dir/long" 2>&1
    wait $short
    problem=
    for one in short long; do
        grep -q '^5000 packets transmitted, 5000 received' "$dir/$one" || problem="$problem $one: $(grep transm "$dir/$one")"
    done
    judge "made for $made: long and short ones at once" "$problem"
    [ $made = 9000 ] && break
    finish
    serve || exit 1
done
mtu 1500
from_c 5 192.0.2.1

# Stopped, it lets them queue until there is no room; what is lost is counted, and the rest answered.
backlog() { for drops in $(cut -d' ' -f2 /proc/net/softnet_stat); do printf '%d\n' "0x$drops"; done | awk '{ n += $1 } END { print n }'; }
kill -STOP "$server"
backlogged=$(backlog)
in_c ping -n -q -l 40000 -c 40000 -W 1 192.0.2.1 >"$dir/ping" 2>&1 &
pinging=$!
sleep 1
kill -CONT "$server"
wait $pinging
sent() { in_s cat /sys/class/net/s0/statistics/tx_packets; }
is_still() { before=$(sent) && sleep 0.3 && [ "$(sent)" = "$before" ]; }
until_true 10 is_still # the answers to them outlast ping's patience where the machine is busy
wire
verdict "more than there is room for: $wire" [ "${wire#ok }" != "$wire" ]
unanswered=$(echo "$wire" | sed 's/.*unanswered=\([0-9]*\).*/\1/')
# Of twenty thousand answers at once a busy machine may lose some on their way through veth (netdev_max_backlog).
backlogged=$(($(backlog) - backlogged))
from_c 100 192.0.2.1

# The peer's end down: no carrier, and nothing tells the socket so. The checker does not outlive it.
ip -n "$C" link set c0 down
sleep 0.2
ip -n "$C" link set c0 up
ip -n "$C" address add 2001:db8::2/64 dev c0 nodad 2>/dev/null
until_true 5 answers 192.0.2.1 && until_true 5 answers 2001:db8::1
verdict "the peer's link went down and up" [ $? -eq 0 ]
finish
lost=$(sed -n 's/.*lost for want of room \([0-9]*\).*/\1/p' "$dir/serve.err")
verdict "what was lost is told: ${lost:-nothing} of $unanswered unanswered, $backlogged lost by veth" \
    [ "${lost:-0}" -le "$unanswered" -a "$unanswered" -le "$((${lost:-0} + backlogged))" ]
exit "$bad"
