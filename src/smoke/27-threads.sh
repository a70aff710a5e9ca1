#!/bin/sh
# Several packet threads: each client is one thread's, so that its picture is whole and in order; what they count is summed; and the
# kernel's echo is back whatever ends them.
# needs: root ip ping python3
# engines: ring
. "$(dirname "$0")/lib.sh"

two_namespaces
watch

# Clients in prefixes of their own: each asks an address of the host's, and the route to that tells from where.
clients="1 2 3 4"
for who in $clients; do
    ip -n "$S" address add 192.0.2.1$who/32 dev s0
    ip -n "$S" address add 2001:db8::1$who/128 dev s0 nodad
    ip -n "$C" address add 198.51.$who.9/32 dev c0
    ip -n "$C" address add 2001:db8:$who::9/128 dev c0 nodad
    ip -n "$C" route add 192.0.2.1$who/32 dev c0 src 198.51.$who.9
    ip -n "$C" route add 2001:db8::1$who/128 dev c0 src 2001:db8:$who::9
done

mkdir -p "$dir/frames/cat"
cp "$smoke/../../frames/nyan/01.txt" "$dir/frames/cat/"
config=$dir/threads.yaml
# write LIMIT - a cat for routers; another limit is a reload.
write() {
    printf '%s\n' "interface: s0" "threads: 2" "log: sessions" "limits: { per-source: $1 }" "programme:" \
        "  - match: { client: cisco }" "    canvas: cisco" "    play: [cat]" >"$config"
}
chmod 755 "$dir"
write 100000
serve -c "$config" || exit 1

# Of the responder's threads those that answer, each with the clock ticks that it has run.
packet_threads() {
    pid=$(sed -n 's/.* pid=\([0-9]*\).*/\1/p' "$dir/serve.err")
    for task in /proc/"$pid"/task/*; do
        # The kernel knows 15 characters of a name.
        ! grep -qx "nyanpong-pkt-[12]" "$task/comm" || cut -d' ' -f14,15 "$task/stat" | tr ' ' + | xargs -I{} sh -c 'echo $(({}))'
    done
}
verdict "two packet threads" [ "$(packet_threads | wc -l)" = 2 ]

# --- pictures at once

draw() { in_c python3 "$smoke/draw.py" "$1" 1400 0; }
for who in $clients; do
    for host in 192.0.2.1$who $([ "$who" -gt 2 ] || echo 2001:db8::1$who); do
        { draw $host >"$dir/drawn-$host" 2>&1; } &
        drawing="${drawing-} $!"
    done
done
in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 192.0.2.1 --repeat 1400 >"$dir/said" 2>&1
sed '1,2d; $d' "$dir/said" >"$dir/drawn-192.0.2.1"
# shellcheck disable=SC2086 # a list of numbers
wait ${drawing-}
problem=
for drawn in "$dir"/drawn-*; do
    cmp -s "$dir/frames/cat/01.txt" "$drawn" || problem="$problem ${drawn#*drawn-}: $(diff "$dir/frames/cat/01.txt" "$drawn" | head -n 4)"
done
judge "seven pictures at once, of six clients in prefixes of their own" "$problem"
logged() { [ "$(grep -c 'drew cat to its last cell' "$dir/serve.err")" = 7 ]; }
until_true 5 logged
verdict "the log tells of each" logged
from_c 60 192.0.2.11
from_c 60 2001:db8::12

# --- a flood of many sources, and reloads meanwhile

in_c sh -c 'echo 0 0 >/proc/sys/net/ipv4/ping_group_range'
for who in $clients; do
    { in_c ping -n -q -f -l 4 -c 3000 192.0.2.1$who >"$dir/flood-$who" 2>&1; } &
    floods="${floods-} $!"
done
for n in 1 2 3; do
    write $((200000 + n))
    python3 "$smoke/control.py" "$(control_of "$S")" reload >"$dir/asked" 2>&1 || fail "reload: $(cat "$dir/asked")"
done
# shellcheck disable=SC2086 # a list of numbers
wait ${floods-}
problem=
for who in $clients; do
    grep -q '3000 packets transmitted, 3000 received' "$dir/flood-$who" || problem="$problem $(grep -a transmitted "$dir/flood-$who")"
done
judge "floods of four clients, reloaded three times meanwhile" "$problem"
in_c python3 - <<'PY'
import socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
def sum16(b):
    t = sum(struct.unpack("!%dH" % (len(b) // 2), b))
    while t >> 16: t = (t & 0xffff) + (t >> 16)
    return ~t & 0xffff
for n in range(2000):
    icmp = struct.pack("!BBHHH", 8, 0, 0, 7, n)
    icmp = icmp[:2] + struct.pack("!H", sum16(icmp)) + icmp[4:]
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 28, n, 0, 64, 1, 0, socket.inet_aton("203.%d.%d.1" % (n >> 8, n & 255)), socket.inet_aton("192.0.2.1"))
    s.sendto(ip + icmp, ("192.0.2.1", 0))
PY
judge "2,000 pings of 2,000 prefixes"
packet_threads >"$dir/ticks"
verdict "both threads have worked: $(tr '\n' ' ' <"$dir/ticks")ticks" [ "$(grep -cvx 0 "$dir/ticks")" = 2 ]
asked=$((7 * 1400 + 2 * 60 + 4 * 3000 + 2000))

# --- the ways out, pinged every millisecond meanwhile: nobody gets two answers, hardly anybody none

answers() { in_c ping -n -q -c 1 -W 1 "$1" >/dev/null; }
restored() { echo_is "0 0" && answers 192.0.2.11 && answers 2001:db8::11; }
pinging() {
    for host in 192.0.2.11 192.0.2.12 192.0.2.13 2001:db8::14; do
        ip netns exec "$C" ping -n -q -i 0.001 -w 20 $host >/dev/null &
        pings="${pings-} $!"
    done
    until_true 5 answers 192.0.2.11
}
# left NAME - what the pings of the last end show.
left() {
    sleep 0.1
    # shellcheck disable=SC2086 # a list of numbers
    kill -INT $pings
    # shellcheck disable=SC2086
    wait $pings
    pings=
    wire
    lost=$(echo "$wire" | sed 's/.*unanswered=\([0-9]*\).*/\1/')
    case $wire in ok*) [ "$lost" -lt 400 ] && ok "$1: the kernel's echo is back ($wire)" && return ;; esac
    fail "$1: $wire"
}
pinging
finish
verdict "TERM: restored" restored
left TERM
problem=
[ "$(received)" -ge $asked ] || problem="received $(received), want $asked"
verdict "the books of both are one: $(received) received $problem" [ -z "$problem" ]

serve -c "$config" || exit 1
pinging
finish KILL
until_true 5 restored
verdict "KILL: restored" restored
left KILL

# --- what cannot be

[ "$ENGINE" = ring ] || exit $bad
start -c "$config" --write "$dir/all.pcapng"
finish none
verdict "not with --write: exit $status is 78" [ "$status" = 78 ]
verdict "and says so" grep -q "threads: '2': want 1 beside --write" "$dir/serve.err"
serve -c "$config" || exit 1
ip -n "$S" link set s0 down
sleep 0.1
ip -n "$S" link set s0 up
ip -n "$S" route add default via 192.0.2.2
verdict "the interface down and up: it answers" until_true 5 answers 192.0.2.1
ip -n "$S" link del s0
until_true 5 gone "$server"
finish none
verdict "the interface gone: exit $status is 69" [ "$status" = 69 ]
ip link add s0 netns "$S" type veth peer name c0 netns "$C"
start -c "$config"
finish none
verdict "not on an interface that is down: exit $status is 69" [ "$status" = 69 ]
verdict "and says how" grep -q 's0: is down.*ip link set s0 up' "$dir/serve.err"
exit $bad
