#!/bin/sh
# A rule that drops pings has the last word: a packet socket sees them all the same, so who answers them ends, and says why.
# needs: root ip ping python3 nft
# waits
. "$(dirname "$0")/lib.sh"

two_namespaces
watch
rules() {
    in_s nft flush ruleset
    [ $# -eq 0 ] || in_s nft -f - <<NFT
table inet filter {
    chain input {
        type filter hook input priority 0; policy accept;
        $1
    }
}
NFT
}
ended() { gone "$server"; }

# stops NAME IP-VERSION COMMAND... - the responder ends with 69 while COMMAND pings, and names the rule's effect and the way out.
stops() {
    name=$1 version=$2
    shift 2
    "$@" >/dev/null 2>&1 &
    pinging=$!
    until_true 20 ended
    took=$took_ms
    problem=
    gone "$server" || problem="still there after $took ms"
    [ -z "$problem" ] || kill "$server"
    wait "$server"
    status=$?
    kill $pinging 2>/dev/null
    wait $pinging 2>/dev/null
    [ "$status" -eq 69 ] || problem="$problem exit $status"
    grep -q "^nyanpong: $version: of the last [0-9]* pings .*firewall: a rule drops them .*--firewall ignore" "$dir/serve.err" ||
        problem="$problem $(head -c 500 "$dir/serve.err")"
    echo_is "0 0" || problem="$problem echo is $(echo_off "$S")"
    finish none
    judge "$name: ended after $took ms" "$problem"
}

drop4='icmp type echo-request drop'
drop6='icmpv6 type echo-request drop'

# From the start.
rules "$drop4"
serve || exit 1
stops "a rule that was there, IPv4" IPv4 ip netns exec "$C" ping -n -q -i 0.3 -c 60 192.0.2.1

# In the midst of a flood, of which all had passed.
rules
serve || exit 1
ip netns exec "$C" ping -n -q -f -w 12 2001:db8::1 >/dev/null 2>&1 & # not by a function: $! must be its own
flood=$!
ip netns exec "$C" ping -n -q -f -i 0.002 -w 12 192.0.2.1 >/dev/null 2>&1 &
flood4=$!
sleep 2.5
verdict "a flood that passes is no reason to end" is_ready
! gone "$server" || fail "ended: $(cat "$dir/serve.err")"
rules "$drop6"
stops "a rule that comes under a flood, IPv6" IPv6 true
kill $flood $flood4 2>/dev/null
wait $flood $flood4 2>/dev/null

# Told otherwise; and sources that fail the reverse path filter, and so are no rule's.
rules "$drop4; $drop6"
serve -c "$dir/plain.yaml" --firewall ignore || exit 1
in_c ping -n -q -i 0.02 -w 3 192.0.2.1 >"$dir/ping4" 2>&1 &
in_c ping -n -q -i 0.02 -w 3 2001:db8::1 >"$dir/ping6" 2>&1
wait $!
verdict "firewall: ignore answers all the same" [ "$(cat "$dir"/ping[46] | grep -c ' 0% packet loss')" = 2 ]
finish
verdict "firewall: ignore ends when it is told to" [ "$status" -eq 143 ]

rules
in_s sh -c 'echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter; echo 1 >/proc/sys/net/ipv4/conf/s0/rp_filter'
ip -n "$S" route del default via 192.0.2.2
ip -n "$C" address add 198.51.100.9/32 dev c0
serve || exit 1
in_c ping -n -q -i 0.02 -w 3 -I 198.51.100.9 192.0.2.1 >/dev/null 2>&1
verdict "sources without a way back are no rule's affair" is_ready
! gone "$server" || fail "ended: $(cat "$dir/serve.err")"
finish
judge "no answer was wrong"
exit "$bad"
