#!/bin/sh
# What befalls the served interface and its addresses, each while somebody pings: it recovers by itself, within a second of the
# cause's end, without restart, and no fault leaves a descriptor, a thread or memory behind.
# needs: root ip tc ping python3
# engines: ring
# waits
. "$(dirname "$0")/lib.sh"
quick=

# The pinger's end is a bridge: it stays when the other end's device goes, and so do ping and the checker.
new_namespace "$S"
new_namespace "$C"
H=np$$-h
new_namespace "$H"
# Of an address of its own: one that came and went with its ports would take the neighbours' entries with it.
ip -n "$C" link add c0 address 02:00:00:00:00:02 type bridge
ip -n "$C" link set c0 up
ip -n "$C" address add 192.0.2.2/24 dev c0
ip -n "$C" address add 2001:db8::2/64 dev c0 nodad
mac=02:00:00:00:00:01
ip -n "$C" neigh add 192.0.2.1 lladdr $mac dev c0 nud permanent
ip -n "$C" neigh add 2001:db8::1 lladdr $mac dev c0 nud permanent

make_s0() {
    ip link add s0 netns "$S" address $mac type veth peer name p0 netns "$C"
    ip -n "$C" link set p0 master c0 up
}
up_s0() {
    ip -n "$S" link set s0 up
    ip -n "$S" address replace 192.0.2.1/24 dev s0
    ip -n "$S" address replace 2001:db8::1/64 dev s0 nodad
    ip -n "$S" route replace default via 192.0.2.2
    until_true 5 link_is_up
}
make_s0
up_s0
watch

count_of() { find "/proc/$server/$1" -mindepth 1 -maxdepth 1 | wc -l; }
# What lives on the heap, after a full collection, and what there is of memory altogether; the heap was all there from the start.
live_kib() { "$(dirname "$JAVA")/jcmd" "$server" GC.class_histogram | awk '/^Total/ { print int($3 / 1024) }'; }
resident_kib() { awk '/^RssAnon/ { print $2 }' "/proc/$server/status"; }
cpu() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
answers() { in_c ping -n -q -c 1 -W 0.2 "$1" >/dev/null; }
said() { grep -q "$1" "$dir/serve.err"; }

# Both ends: the kernel itself takes up to a second to notice a carrier, and lets nothing out until then.
link_is_up() {
    [ "$(in_s cat "/sys/class/net/${1-s0}/operstate")" = up ] &&
        [ "$(in_c cat /sys/class/net/c0/operstate /sys/class/net/p0/operstate /sys/class/net/p0/brport/state | tr '\n' ' ')" = "up up 3 " ]
}

# fault NAME COMMAND... - pinged up to 500 times a second before, during and after; the cause ends when the command returns.
fault() {
    title=$1
    shift
    wire
    ip netns exec "$C" ping -n -D -i 0.002 192.0.2.1 >"$dir/faulty" 2>/dev/null &
    pinging=$!
    sleep 0.2
    "$@"
    ended=$(date +%s.%N)
    sleep 1.1
    kill -INT $pinging
    wait $pinging
    problem=
    if measured=$(python3 "$smoke/recovery.py" "$dir/faulty" "$ended"); then
        # shellcheck disable=SC2086 # four numbers
        set -- $measured
        [ "$3" -lt 1000 ] || problem="recovered too late;"
        # One that came as the plain answerers let go and the packet thread did not yet take may be lost: rather that than two.
        [ "$4" -le 2 ] || problem="$problem $4 lost after it had recovered;"
        title="$title: recovered in $3 ms, $1 lost, $2 late"
    else
        problem=$measured
    fi
    gone "$server" && problem="$problem it ended: $(tail -n 1 "$dir/serve.err")"
    judge "$title" "$problem"
}

export JDK_JAVA_OPTIONS="-Xms64m -Xmx64m -XX:+AlwaysPreTouch"
# For jcmd, below: once it has started, a JVM can open no socket to be asked by.
JDK_JAVA_OPTIONS="-XX:+StartAttachListener" serve || exit 1
for host in 192.0.2.1 2001:db8::1; do from_c 20 $host; done

nothing() { :; }
fault "nothing" nothing

down_and_up() {
    ip -n "$S" link set s0 down
    sleep 0.2
    up_s0
}
fault "link down and up" down_and_up

carrier() {
    ip -n "$C" link set p0 down
    before=$(cpu)
    sleep 0.5
    spent=$((2 * ($(cpu) - before)))
    ip -n "$C" link set p0 up
    until_true 5 link_is_up
}
fault "carrier lost for half a second" carrier
verdict "carrier lost: asleep, $spent % of a CPU" [ "$spent" -lt 20 ]

rename() {
    ip -n "$S" link set s0 down
    ip -n "$S" link set s0 name s9
    ip -n "$S" link set s9 up
    until_true 5 link_is_up s9
}
fault "renamed" rename
verdict "renamed: said" said 'interface s0 is called s9 now'
ip -n "$S" link set s9 down
ip -n "$S" link set s9 name s0
up_s0

again() {
    ip -n "$S" link del s0
    sleep 0.3
    in_s ping -n -q -c 5 -i 0.02 -W 1 127.0.0.1 >"$dir/loopback" || fail "loopback while it is gone: $(cat "$dir/loopback")"
    make_s0
    up_s0
}
fault "deleted and made again" again
verdict "deleted: said" said 'interface s0 is gone: waiting'
verdict "made again: said" said 'interface s0 is there again'
for host in 192.0.2.1 2001:db8::1; do
    from_c 20 $host
    lossless "ping -f -c 3000 $host" 3000 in_c ping -n -q -f $host
done

at_once() {
    ip -n "$S" link del s0
    make_s0
    up_s0
}
fault "deleted and made again at once" at_once

away_and_back() {
    index=$(in_s cat /sys/class/net/s0/ifindex)
    ip -n "$S" link set s0 netns "$H"
    sleep "$1"
    ip -n "$H" link set s0 netns "$S"
    up_s0
    [ "$(in_s cat /sys/class/net/s0/ifindex)" = "$index" ] || echo "    (it came back with another index)"
}
fault "moved to another namespace and back" away_and_back 0.3
fault "moved to another namespace and back at once" away_and_back 0
from_c 20 2001:db8::1

addresses() {
    ip -n "$S" address del 192.0.2.1/24 dev s0
    sleep 0.2
    ip -n "$S" address add 192.0.2.1/24 dev s0
    ip -n "$S" route replace default via 192.0.2.2
}
fault "address removed and added" addresses

longer() {
    ip -n "$C" link set p0 mtu 9000
    ip -n "$C" link set c0 mtu 9000
    ip -n "$S" link set s0 mtu 9000
}
fault "MTU 9000" longer
lossless "ping -f -s 8972 -c 1000" 1000 in_c ping -n -q -f -s 8972 192.0.2.1
shorter() { ip -n "$S" link set s0 mtu 1280; ip -n "$C" link set c0 mtu 1280; }
fault "MTU 1280" shorter
from_c 20 -s 1252 192.0.2.1
longer

# More is answered than the link's queue takes: ENOBUFS for each, and no second attempt.
narrow() {
    in_s tc qdisc add dev s0 root tbf rate 64kbit burst 1600 limit 1600
    before=$(cpu)
    sleep 0.5
    spent=$((2 * ($(cpu) - before)))
    in_s tc qdisc del dev s0 root
}
fault "ENOBUFS for half a second" narrow
verdict "ENOBUFS: $spent % of a CPU" [ "$spent" -lt 50 ]

# A thousand changes in a row; the notices may overflow.
batch() {
    for i in $(seq 250); do
        echo "address add 198.51.100.$i/32 dev s0"
        echo "address add 2001:db8:1::$i/128 dev s0 nodad"
    done
    for i in $(seq 250); do
        echo "address del 198.51.100.$i/32 dev s0"
        echo "address del 2001:db8:1::$i/128 dev s0"
    done
}
batch >"$dir/batch"
flood() { ip -n "$S" -batch "$dir/batch"; }
fault "a thousand changes of addresses" flood

# --- nothing grows

round() {
    down_and_up_quickly
    at_once
    ip -n "$S" address add 198.51.100.1/32 dev s0
    ip -n "$S" address del 198.51.100.1/32 dev s0
}
down_and_up_quickly() {
    ip -n "$S" link set s0 down
    ip -n "$S" link set s0 up
}
resources() { echo "$(count_of fd) $(count_of task)"; }
for i in $(seq 20); do round; done
until_true 5 answers 192.0.2.1
# The first look brings a thread of its own.
had_live=$(live_kib) had=$(resources) had_kib=$(resident_kib)
for i in $(seq 100); do round; done
until_true 2 answers 192.0.2.1
sleep 0.5
has_live=$(live_kib) has=$(resources) has_kib=$(resident_kib)
verdict "after a hundred rounds: descriptors and threads $has, had $had" [ "$had" = "$has" ]
verdict "after a hundred rounds: $has_live KiB live on the heap, had $had_live" [ "${had_live:-0}" -gt 0 -a $((${has_live:-99999} - had_live)) -lt 500 ]
verdict "after a hundred rounds: $has_kib KiB resident, had $had_kib" [ $((has_kib - had_kib)) -lt 30000 ]
wire
from_c 50 192.0.2.1
from_c 50 2001:db8::1
finish
verdict "what was not sent is told" said 'not sent [1-9]'
verdict "the kernel answers again" echo_is "0 0"

# What cannot be served any more: the end, and the kernel answers.
# ends NAME PATTERN
ends() {
    until_true 5 gone "$server" || kill -KILL "$server"
    finish none
    verdict "$1: exit $status is 69" [ "$status" -eq 69 ]
    verdict "$1: said" said "$2"
    verdict "$1: the kernel answers again" echo_is "0 0"
}
serve || exit 1
ip -n "$S" link add br0 type bridge
ip -n "$S" link set s0 master br0
ends "it becomes a bridge's" 's0: belongs to a bridge'
ip -n "$S" link set s0 nomaster
if [ -c /dev/net/tun ]; then
    serve || exit 1
    ip -n "$S" link del s0
    until_true 5 said 's0 is gone'
    in_s ip tuntap add dev s0 mode tun
    ends "another one of its name, not Ethernet" 's0: there is another one of this name, and it is not Ethernet'
fi
exit "$bad"
