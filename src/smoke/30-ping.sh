#!/bin/sh
# nyanpong ping against real kernels: a client, a router and a server, each in a network namespace of its own.
# needs: root ip tcpdump setpriv
set -u

c=np30c-$$ r=np30r-$$ s=np30s-$$
dir=$(mktemp -d)
jar=$dir/nyanpong.jar
bad=0
jobs=

# shellcheck disable=SC2086 # a list of pids, names
cleanup() {
    trap - EXIT INT TERM
    for pid in $jobs; do kill "$pid" 2>/dev/null; done
    for ns in $c $r $s; do ip netns del "$ns" 2>/dev/null; done
    rm -rf "$dir"
}
trap cleanup EXIT
trap 'cleanup; exit 130' INT TERM

within() { ip netns exec "$@"; }
set_in() { ns=$1 && shift && within "$ns" sysctl -qw "$@"; }
# Another user's, too: a checkout under /root is out of its reach.
cp "$JAR" "$jar" && chmod 755 "$dir" && chmod 644 "$jar" || exit

for ns in $c $r $s; do
    ip netns add "$ns" && ip -n "$ns" link set lo up || exit
    set_in "$ns" net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
done
ip link add v0 netns "$c" type veth peer name v0 netns "$r" || exit
ip link add v1 netns "$r" type veth peer name v1 netns "$s" || exit
ip -n "$c" addr add 192.0.2.1/24 dev v0 && ip -n "$c" addr add 2001:db8:1::1/64 dev v0 nodad
ip -n "$r" addr add 192.0.2.254/24 dev v0 && ip -n "$r" addr add 2001:db8:1::fe/64 dev v0 nodad
ip -n "$r" addr add 198.51.100.254/24 dev v1 && ip -n "$r" addr add 2001:db8:2::fe/64 dev v1 nodad
ip -n "$s" addr add 198.51.100.7/24 dev v1 && ip -n "$s" addr add 2001:db8:2::7/64 dev v1 nodad
ip -n "$r" addr add fe80::fe/64 dev v0 nodad
ip -n "$c" link set v0 up && ip -n "$r" link set v0 up && ip -n "$r" link set v1 up && ip -n "$s" link set v1 up
ip -n "$c" route add default via 192.0.2.254 && ip -n "$c" -6 route add default via 2001:db8:1::fe
ip -n "$s" route add default via 198.51.100.254 && ip -n "$s" -6 route add default via 2001:db8:2::fe
set_in "$r" net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
ip -n "$r" route add unreachable 203.0.113.0/25 && ip -n "$r" -6 route add unreachable 2001:db8:3::/64
ip -n "$c" route add unreachable 203.0.113.128/25
set_in "$c" net.ipv4.neigh.v0.retrans_time_ms=100

fast="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# An archive of the classes halves the start-up of some thirty runs; without one they are but slower.
# shellcheck disable=SC2086 # words
within "$c" "$JAVA" $fast -Xlog:disable -XX:ArchiveClassesAtExit="$dir/jsa" -jar "$jar" ping ::1 --repeat 1 >/dev/null 2>&1
[ ! -s "$dir/jsa" ] || fast="$fast -Xlog:disable -XX:SharedArchiveFile=$dir/jsa"
nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"

# ping ARGUMENT... - by a raw socket: the range of groups is closed. Leaves its output in $dir, its exit code in $status
# shellcheck disable=SC2086 # words
ping() {
    within "$c" "$JAVA" $fast -jar "$jar" ping "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

# The same by a ping socket, as a user without any privilege.
# shellcheck disable=SC2086
unprivileged() {
    within "$c" $nobody "$JAVA" $fast -jar "$jar" ping "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

ok() { echo "ok $1"; }
fail() {
    echo "FAIL $1: exit $status, stdout '$(head -c 500 "$dir/out")', stderr '$(head -c 500 "$dir/err")'"
    bad=1
}

# shows NAME STATUS GLYPHS - the run before printed what IOS would: these glyphs, and statistics that fit them
shows() {
    replies=$(printf %s "$3" | tr -cd '!' | wc -c) sent=$(printf %s "$3" | wc -c)
    want="Success rate is $((100 * replies / sent)) percent ($replies/$sent)"
    [ "$replies" -eq 0 ] || want="$want, round-trip min/avg/max = [0-9]*/[0-9]*/[0-9]* ms"
    if [ "$status" -eq "$2" ] && [ "$(sed -n 1p "$dir/out")" = 'Type escape sequence to abort.' ] &&
        sed -n 2p "$dir/out" | grep -q '^Sending [0-9]*, [0-9]*-byte ICMP Echos to [0-9A-F.:]*, timeout is [0-9]* seconds:$' &&
        [ "$(sed '1,2d;$d' "$dir/out" | tr -d '\n')" = "$3" ] && sed -n '$p' "$dir/out" | grep -qx "$want" &&
        [ ! -s "$dir/err" ]; then ok "$1"; else fail "$1"; fi
}

set_in "$c" net.ipv4.ping_group_range="1 0"
ping 198.51.100.7
shows "raw, IPv4" 0 '!!!!!'
name="the heading"
if [ "$(sed -n 2p "$dir/out")" = 'Sending 5, 100-byte ICMP Echos to 198.51.100.7, timeout is 2 seconds:' ]; then
    ok "$name"
else
    fail "$name"
fi
ping 2001:db8:2::7 --repeat 71
shows "raw, IPv6" 0 "$(printf '%071d' 0 | tr 0 '!')"
name="70 to a line, IPv6 in capitals"
if [ "$(sed -n 3p "$dir/out" | wc -c)" -eq 71 ] && grep -q ' to 2001:DB8:2::7, ' "$dir/out"; then
    ok "$name"
else
    fail "$name"
fi
ping 203.0.113.1 --repeat 3
shows "raw, unreachable" 1 UUU
ping 2001:db8:3::1 --repeat 3
shows "raw, unreachable, IPv6" 1 UUU
ping 192.0.2.99 --repeat 1 --timeout 1
shows "no ARP reply is a timeout" 1 .

ping 203.0.113.129 --repeat 1 --timeout 0
name="what cannot be sent is a timeout, and stderr says why"
if [ "$status" -eq 1 ] && grep -qx '\.' "$dir/out" && grep -q '^nyanpong: .*EHOSTUNREACH' "$dir/err"; then
    ok "$name"
else
    fail "$name"
fi

for family in "" -6; do
    unprivileged ${family:+::1} ${family:-127.0.0.1}
    name="no permission${family:+, IPv6}: exit 77 and one line"
    if [ "$status" -eq 77 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] &&
        grep -q '^nyanpong: .*EPERM.*net.ipv4.ping_group_range.*CAP_NET_RAW' "$dir/err"; then ok "$name"; else fail "$name"; fi
done

set_in "$c" net.ipv4.ping_group_range="0 2147483647"
# A short snapshot: with the whole of a packet its ring has eight places, and a burst of fragments is more.
: >"$dir/tcpdump"
ip netns exec "$s" tcpdump -Z root -s 256 -ni v1 -w "$dir/pcap" --immediate-mode 'icmp or (ip[6:2] & 0x1fff != 0)' 2>"$dir/tcpdump" &
dump=$!
jobs="$jobs $dump"
i=0
until grep -q 'listening on' "$dir/tcpdump"; do i=$((i + 1)) && [ $i -lt 50 ] && sleep 0.1 || break; done
for size in 36 100 1500 4000 18024; do
    unprivileged 198.51.100.7 --repeat 2 --size $size
    shows "unprivileged, $size bytes" 0 '!!'
done
ping 198.51.100.7 --repeat 3 --size 101
shows "root, odd length" 0 '!!!'
kill "$dump" && wait "$dump"
for size in 48 4000 18024; do
    unprivileged 2001:db8:2::7 --repeat 2 --size $size
    shows "unprivileged, IPv6, $size bytes" 0 '!!'
done
unprivileged fe80::fe%v0 --repeat 1
shows "link-local" 0 '!'

requests() { tcpdump -nr "$dir/pcap" "$@" 2>/dev/null; }
name="sequence numbers from 0, the length asked for, an identifier for each run"
if [ "$(requests 'icmp[0] == 8 and ip[2:2] == 101' | sed 's/.* seq //' | tr '\n' ' ')" = \
    '0, length 81 1, length 81 2, length 81 ' ] &&
    [ "$(requests 'icmp[0] == 8' | sed 's/.*, id \([0-9]*\),.*/\1/' | sort -u | wc -l)" -eq 6 ]; then
    ok "$name"
else
    fail "$name"
fi
name="the data is ABCD from its first octet"
if [ "$(requests -x 'icmp[0] == 8 and ip[2:2] == 101' | sed -n 's/^\t0x[0-9a-f]*: *//p' | tr -d ' \n' |
    grep -o '0800........\(0000\|0001\|0002\)\(abcd\)\{36\}ab' | wc -l)" -eq 3 ]; then ok "$name"; else fail "$name"; fi
name="DF is clear, 18024 bytes are fragments of one datagram"
if [ -z "$(requests 'dst 198.51.100.7 and ip[6] & 0x40 != 0')" ] &&
    [ "$(requests 'dst 198.51.100.7 and ip[6:2] & 0x3fff == 2220' | wc -l)" -eq 2 ]; then ok "$name"; else fail "$name"; fi

unprivileged 203.0.113.1 --repeat 3
shows "unprivileged, unreachable" 1 UUU
unprivileged 2001:db8:3::1 --repeat 3
shows "unprivileged, unreachable, IPv6" 1 UUU
unprivileged 192.0.2.99 --repeat 1 --timeout 1
shows "unprivileged, no ARP reply is a timeout" 1 .
ip -n "$r" link set v1 mtu 1280 && ip -n "$s" link set v1 mtu 1280
unprivileged 2001:db8:2::7 --repeat 2 --size 1400
shows "packet too big, then fragments of what fits" 0 'M!'

set_in "$c" net.ipv4.ip_default_ttl=1 net.ipv6.conf.v0.hop_limit=1
unprivileged 198.51.100.7 --repeat 2
shows "time exceeded" 1 '&&'
unprivileged 2001:db8:2::7 --repeat 2
shows "time exceeded, IPv6" 1 '&&'

# aborted SIGNAL GLYPHS ARGUMENT... - sends the signal as soon as there are so many glyphs; a background job of a shell
# ignores SIGINT, which the JVM would inherit
# shellcheck disable=SC2086
aborted() {
    signal=$1 glyphs=$2
    shift 2
    : >"$dir/out"
    ip netns exec "$c" env --default-signal=INT "$JAVA" $fast -jar "$jar" ping "$@" >"$dir/out" 2>"$dir/err" &
    pid=$!
    jobs="$jobs $pid"
    i=0
    until [ "$(sed -n 3p "$dir/out" | wc -c)" -ge "$glyphs" ] && [ "$(wc -l <"$dir/out")" -ge 2 ]; do
        i=$((i + 1)) && [ $i -lt 100 ] && sleep 0.1 || break
    done
    sleep 0.2
    kill -"$signal" "$pid"
    wait "$pid"
    status=$?
}
aborted INT 3 192.0.2.254 --repeat 100000 --interval 100
shows "SIGINT prints the statistics so far" 0 "$(sed -n 3p "$dir/out")"
set_in "$r" net.ipv4.icmp_echo_ignore_all=1
aborted TERM 0 192.0.2.254 --timeout 3600
shows "SIGTERM ends the wait for an answer" 1 .
ping 192.0.2.254 --timeout 1 --repeat 2
shows "no answer" 1 ..

exit "$bad"
