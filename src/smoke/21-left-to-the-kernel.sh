#!/bin/sh
# While the kernel's echo is off for the whole namespace nobody who got answers before goes without: loopback, other
# interfaces, fragments, options, extension headers, groups. And nobody gets one who must not.
# needs: root ip ping python3
. "$(dirname "$0")/lib.sh"

two_namespaces
X=np$$-x
new_namespace "$X"
ip link add s1 netns "$S" type veth peer name x0 netns "$X"
for side in "$S s1 1" "$X x0 2"; do
    # shellcheck disable=SC2086 # three words
    set -- $side
    ip -n "$1" link set "$2" up
    ip -n "$1" address add "198.51.100.$3/24" dev "$2"
    ip -n "$1" address add "2001:db8:51::$3/64" dev "$2" nodad
done
in_x() { ip netns exec "$X" "$@"; }

# crafted NAME ANSWERED... - sends what craft.py has; besides those with a plus, only the named ones may be answered.
crafted() {
    title=$1
    shift
    in_c python3 "$smoke/craft.py" c0 "$(mac_of "$C" c0)" "$(mac_of "$S" s0)" >"$dir/craft" 2>&1 || fail "$title: craft.py"
    problem=
    while read -r packet fate; do
        case " $* " in
            *" $packet "*) want=answered ;;
            *) case $packet in +*) want=answered ;; *) want=silent ;; esac ;;
        esac
        [ "$fate" = "$want" ] || problem="$problem $packet: $fate."
    done <"$dir/craft"
    [ "$(wc -l <"$dir/craft")" -gt 60 ] || problem="$problem $(tail -n 2 "$dir/craft")"
}

# What the kernel itself answers, and we knowingly do not: this shows, too, that the packets are what they seem.
crafted "the kernel by itself" source-240.0.0.1 source-240.0.0.1-options source-0.1.2.3 source-0.1.2.3-options \
    source-192.0.2.255 source-192.0.2.255-options source-:: source-::-destination-options source-::ffff:192.0.2.2 \
    source-::ffff:192.0.2.2-destination-options source-unspecified-destination-all-nodes \
    mac-broadcast mac-multicast mac-source-zero mac-source-own mac-source-group \
    mac-broadcast-six mac-source-zero-six mac-source-own-six
if [ -z "$problem" ]; then ok "$title"; else echo "*** this kernel differs from the one we know:$problem"; fi

watch
wire
serve || exit 1

# apart NAME NAMESPACE ARGUMENTS - a ping that the checker does not see.
# shellcheck disable=SC2086 # the arguments are words
apart() { lossless "$1" 20 ip netns exec "$2" ping -n -i 2 -l 20 $3; }
apart "loopback" "$S" 127.0.0.1
apart "loopback, IPv6" "$S" ::1
apart "own address" "$S" 192.0.2.1
apart "own address, IPv6" "$S" 2001:db8::1
apart "own address from loopback" "$S" "-I 127.0.0.1 192.0.2.1"
apart "another interface" "$X" 198.51.100.1
apart "another interface, IPv6" "$X" 2001:db8:51::1
apart "another interface, fragments" "$X" "-s 4000 198.51.100.1"
lossless "loopback, 60000 octets" 3 in_s ping -n -i 0.3 -s 60000 127.0.0.1
from_c 20 -s 4000 192.0.2.1
from_c 20 -s 4000 2001:db8::1
# No faster than ping's own receive buffer, which holds three of these.
lossless "ping -c 10 -s 65507 192.0.2.1" 10 in_c ping -n -i 0.1 -W 5 -s 65507 192.0.2.1
from_c_slowly 3 -s 65527 2001:db8::1
from_c 20 -R 192.0.2.1
from_c 9 -T tsonly 192.0.2.1
from_c 9 -T tsandaddr 192.0.2.1

# The served interface's address by way of another, and the other way round.
ip -n "$X" route add default via 198.51.100.1
ip -n "$X" route add default via 2001:db8:51::1
apart "the served address, through another interface" "$X" 192.0.2.1
apart "the served address, through another interface, IPv6" "$X" 2001:db8::1
from_c 20 198.51.100.1
from_c 20 2001:db8:51::1

# Fragments of a packet that is no longer than the responder's MTU.
ip -n "$C" route add 192.0.2.1/32 dev c0 mtu lock 576
ip -n "$C" route add 2001:db8::1/128 dev c0 mtu 1280
from_c 20 -M dont -s 1472 192.0.2.1
from_c 20 -s 1452 2001:db8::1
ip -n "$C" route del 192.0.2.1/32 dev c0
ip -n "$C" route del 2001:db8::1/128 dev c0

# Groups; -L keeps the pinger's own answers out.
ll_c=$(ip -n "$C" -6 -o address show dev c0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
ll_s=$(ip -n "$S" -6 -o address show dev s0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
from_c 10 -L -I "$ll_c%c0" ff02::1%c0
from_c 10 -L -I 2001:db8::2 ff02::1%c0
from_c 10 "$ll_s%c0"
from_c 5 -s 4000 "$ll_s%c0"
from_c 5 -M dont -L -s 4000 -I "$ll_c%c0" ff02::1%c0

silent() {
    in_c ping -n -c 5 -i 0.01 -W 0.3 "$@" >"$dir/ping" 2>&1
    grep -q ' 0 received' "$dir/ping"
}
silent -b 192.0.2.255
problem=$?
judge "broadcast ignored, as the kernel does by default" "${problem#0}"
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts'
until_true 5 in_c ping -n -c 1 -W 0.2 -b 192.0.2.255
wire
lossless "broadcast answered once where the kernel would" 10 in_c ping -n -i 2 -l 10 -b 192.0.2.255
lossless "all hosts answered once where the kernel would" 10 in_c ping -n -i 2 -l 10 -L -I c0 224.0.0.1
in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts'
in_s sh -c 'echo 1 >/proc/sys/net/ipv6/icmp/echo_ignore_multicast'
multicast_silent() { silent -L -I "$ll_c%c0" ff02::1%c0; }
broadcast_silent() { silent -b 192.0.2.255; }
until_true 5 broadcast_silent
until_true 5 multicast_silent
problem=$?
judge "multicast ignored where the kernel is told to" "${problem#0}"
in_s sh -c 'echo 0 >/proc/sys/net/ipv6/icmp/echo_ignore_multicast'

# What is no proper request; the checker's requests that nobody answers are these.
crafted "crafted packets"
judge "crafted packets: answered or silent as they should be" "$problem"

# Under a flood the plain answerer has what the packet engine answers filtered away, and must still lose nothing.
# One is fast enough, and leaves the checker its share.
ip netns exec "$C" ping -n -q -f -l 2 -w 60 192.0.2.1 >"$dir/flood" 2>&1 &
flood=$!
received() { in_s cat /sys/class/net/s0/statistics/rx_packets; }
before=$(received)
sleep 1 # the answerer looks ten times a second
rate=$(($(received) - before))
problem=
for what in "$S 127.0.0.1" "$S ::1" "$X 198.51.100.1" "$C -s 4000 192.0.2.1" "$C -s 4000 2001:db8::1" "$C -R 192.0.2.1" \
    "$C -L -I $ll_c%c0 ff02::1%c0"; do
    for _ in 1 2 3 4 5; do
        # shellcheck disable=SC2086 # words
        ip netns exec ${what%% *} ping -n -q -c 20 -i 2 -l 20 ${what#* } >"$dir/ping" 2>&1
        # The pinger's own socket gets the flood's answers too, and overflows; there the checker counts.
        case $what in "$C "*) continue ;; esac
        grep -q '^20 packets transmitted, 20 received, 0% packet loss' "$dir/ping" ||
            problem="$problem ${what#* }: $(grep 'packets transmitted' "$dir/ping")."
    done
done
kill -INT "$flood"
wait "$flood"
judge "under a flood of $rate/s nothing is lost" "$problem"
case $wire in *' unanswered=0') ;; *) fail "under a flood: $wire" ;; esac
[ "$rate" -gt 5000 ] || echo "*** the flood was too slow to make the filter narrow: $rate/s"
finish
exit "$bad"
