#!/bin/sh
# The responder and the real ping: sizes, patterns, traffic classes, floods, VLANs, addresses that come and go.
# needs: root ip ping python3
# engines: ring socket xsk xdp
. "$(dirname "$0")/lib.sh"
quick=

two_namespaces
watch
serve || exit 1
takeover=sysctl
[ "$ENGINE" != xsk ] || takeover=none
[ "$ENGINE" != xdp ] || takeover="none hook=generic"
verdict "ready tells what is served" grep -q \
    "^ready interface=s0 engine=${ENGINE#auto}[a-z]* takeover=$takeover addresses=192.0.2.1,2001:db8::1.* pid=$server\$" "$dir/serve.err"

for size in 0 1 55 56 57 100 1471 1472; do from_c 5 -s $size 192.0.2.1; done
for size in 0 1 55 56 57 100 1451 1452; do from_c 5 -s $size 2001:db8::1; done
for host in 192.0.2.1 2001:db8::1; do
    from_c 5 -p ff $host
    from_c 5 -p 00 -s 1001 $host
    from_c 5 -Q 0xb8 $host
    from_c 5 -Q 3 $host
    from_c 5 -t 1 $host
    from_c 100 $host
    lossless "ping -f -c 20000 $host" 20000 in_c ping -n -q -f $host
done

# Link-local addresses are the local table's too.
ll=$(ip -n "$S" -6 -o address show dev s0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
from_c 5 "$ll%c0"

# The neighbours' protocols stay the kernel's.
for host in 192.0.2.1 2001:db8::1; do
    ip -n "$C" neigh flush dev c0
    from_c 3 $host
    verdict "$host: the kernel's neighbour entry" \
        sh -c "ip -n $C neigh show $host dev c0 | grep -q 'lladdr.*\(REACHABLE\|DELAY\|STALE\)'"
done

# A VLAN whose device is made while we serve, on both sides.
if [ "$ENGINE" = xdp ] || [ "$ENGINE" = xsk ]; then
    : # it ends where there are VLANs whose tags it would not see: 29-engine-xdp.sh
elif ip -n "$S" link add link s0 name s0.100 type vlan id 100 2>/dev/null; then
    ip -n "$C" link add link c0 name c0.100 type vlan id 100
    for side in "$S s0.100 1" "$C c0.100 2"; do
        # shellcheck disable=SC2086 # three words
        set -- $side
        ip -n "$1" link set "$2" up
        ip -n "$1" address add "198.51.100.$3/24" dev "$2"
        ip -n "$1" address add "2001:db8:100::$3/64" dev "$2" nodad
    done
    until_true 5 in_c ping -n -c 1 -W 0.2 198.51.100.1
    until_true 5 in_c ping -n -c 1 -W 0.2 2001:db8:100::1
    wire
    for size in 56 1472; do from_c 20 -s $size 198.51.100.1; done
    for size in 56 1452; do from_c 20 -s $size 2001:db8:100::1; done
    lossless "ping -f -c 2000 198.51.100.1, tagged" 2000 in_c ping -n -q -f 198.51.100.1
else
    echo "(this kernel has no VLAN devices: 25-vlan.sh alone has the tags)"
fi

# Addresses come and go: answered, or not, within a second.
# comes_and_goes ADDRESS PREFIX-LENGTH DEVICE [FLAGS...]; an anycast address often stands on lo.
comes_and_goes() {
    host=$1 prefix=$2 dev=$3
    shift 3
    answers() { in_c ping -n -c 1 -W 0.2 "$host"; }
    silent() { ! answers; }
    # A neighbour solicitation that comes too early is repeated after a second only, which is not ours to measure.
    [ "$dev" = lo ] || ip -n "$C" neigh replace "$host" lladdr "$(mac_of "$S" s0)" dev c0 nud permanent
    ip -n "$S" address add "$host/$prefix" dev "$dev" "$@"
    problem=
    until_true 5 answers && [ "$took_ms" -le 1000 ] || problem="answered after $took_ms ms"
    judge "$host added on $dev: answered within a second" "$problem"
    from_c 50 "$host"
    ip -n "$S" address del "$host/$prefix" dev "$dev"
    problem=
    until_true 5 silent && [ "$took_ms" -le 1000 ] || problem="still answered after $took_ms ms"
    judge "$host removed: silent within a second" "$problem"
}
comes_and_goes 192.0.2.77 24 s0
comes_and_goes 2001:db8::77 64 s0 nodad
comes_and_goes 203.0.113.53 32 lo
comes_and_goes 2001:db8:53::53 128 lo

# Jumbo frames.
ip -n "$S" link set s0 mtu 9000
ip -n "$C" link set c0 mtu 9000
from_c 5 -s 8972 192.0.2.1
from_c 5 -s 8952 2001:db8::1
lossless "ping -f -s 8972 -c 2000 192.0.2.1" 2000 in_c ping -n -q -f -s 8972 192.0.2.1

finish
verdict "TERM: exit 143 or 0" [ "$status" -eq 143 -o "$status" -eq 0 ]
verdict "the kernel answers again" echo_is "0 0"
from_c 5 192.0.2.1
from_c 5 2001:db8::1
exit "$bad"
