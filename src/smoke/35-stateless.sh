#!/bin/sh
# One anycast address on three machines behind an ECMP route: the flow moves between them in mid-picture, the picture is whole.
# needs: root ip ping python3
. "$(dirname "$0")/lib.sh"

# $C (c0, 192.0.2.2) -- $R -- three machines, each with 203.0.113.53 and 2001:db8:53::53 on lo.
R=np$$-r
new_namespace "$C"
new_namespace "$R"
ip netns exec "$R" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
ip link add c0 netns "$C" type veth peer name r0 netns "$R" || exit
ip -n "$C" address add 192.0.2.2/24 dev c0
ip -n "$C" address add 2001:db8::2/64 dev c0 nodad
ip -n "$R" address add 192.0.2.1/24 dev r0
ip -n "$R" address add 2001:db8::1/64 dev r0 nodad
ip -n "$C" link set c0 up
ip -n "$R" link set r0 up
ip -n "$C" route add default via 192.0.2.1
ip -n "$C" route add default via 2001:db8::1

cat >"$dir/config.yaml" <<'YAML'
interface: s0
addresses: [203.0.113.53, "2001:db8:53::53"]
seed: the same on all three
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan, maneki, pong]
    anchor: stateless
log: none
YAML

servers=
for n in 1 2 3; do
    new_namespace "$S$n"
    ip link add s0 netns "$S$n" type veth peer name "r$n" netns "$R" || exit
    ip -n "$S$n" address add "198.51.100.$((n * 4 + 2))/30" dev s0
    ip -n "$S$n" address add "2001:db8:$n::2/64" dev s0 nodad
    ip -n "$S$n" address add 203.0.113.53/32 dev lo
    ip -n "$S$n" address add 2001:db8:53::53/128 dev lo
    ip -n "$R" address add "198.51.100.$((n * 4 + 1))/30" dev "r$n"
    ip -n "$R" address add "2001:db8:$n::1/64" dev "r$n" nodad
    ip -n "$S$n" link set s0 up
    ip -n "$R" link set "r$n" up
    ip -n "$S$n" route add default via "198.51.100.$((n * 4 + 1))"
    ip -n "$S$n" route add default via "2001:db8:$n::1"
    ip netns exec "$S$n" "$JAVA" -jar "$JAR" serve -c "$dir/config.yaml" >"$dir/$n.out" 2>"$dir/$n.err" </dev/null &
    servers="$servers $!"
done
for n in 1 2 3; do
    until_true 30 grep -q '^ready ' "$dir/$n.err" || fail "machine $n: $(head -c 300 "$dir/$n.err")"
done

# over MACHINES... - the router spreads both addresses over these machines.
over() {
    set4='' set6=''
    for n; do
        set4="$set4 nexthop via 198.51.100.$((n * 4 + 2)) weight 1"
        set6="$set6 nexthop via 2001:db8:$n::2 weight 1"
    done
    # shellcheck disable=SC2086 # lists of words
    ip -n "$R" route replace 203.0.113.53/32 $set4
    # shellcheck disable=SC2086
    ip -n "$R" -6 route replace 2001:db8:53::53/128 $set6
}

# counted MACHINE - how many packets it has received.
counted() { ip netns exec "$S$1" cat /sys/class/net/s0/statistics/rx_packets; }

over 1 2 3
watch
allow routed
nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }
for art in nyan maneki pong; do
    for frame in 1 2 3 4; do nyanpong preview $art --frame $frame >"$dir/want-$art-$frame" 2>/dev/null || rm "$dir/want-$art-$frame"; done
done

for host in 203.0.113.53 2001:db8:53::53; do
    before="$(counted 1) $(counted 2) $(counted 3)"
    ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping $host --repeat 1680 --interval 2 >"$dir/said" &
    client=$!
    # The flow goes from machine to machine: whichever it is on, it is on another soon.
    while ! gone $client; do
        for machines in "1 2" "3" "2 3" "1" "2" "1 3" "1 2 3"; do
            # shellcheck disable=SC2086 # a list of words
            over $machines
            sleep 0.2
        done
    done
    wait $client
    sed '1,2d; $d' "$dir/said" >"$dir/have"
    drawn=
    for want in "$dir"/want-*; do
        # maneki, the tallest, has 1680 cells; of the others the first frame counts.
        head -n "$(wc -l <"$want")" "$dir/have" | cmp -s - "$want" && drawn=${want#"$dir/want-"}
    done
    after="$(counted 1) $(counted 2) $(counted 3)"
    moved=$(echo "$before $after" | awk '{ n = 0; for (i = 1; i <= 3; i++) n += $(i + 3) - $i > 100; print n }')
    if [ -n "$drawn" ] && [ "$moved" -eq 3 ]; then
        judge "$host: $drawn whole, over three machines"
    else
        fail "$host: drawn '$drawn', machines with their share: $moved; $(head -n 3 "$dir/have")"
    fi
done

for server in $servers; do kill "$server"; done
exit $bad
