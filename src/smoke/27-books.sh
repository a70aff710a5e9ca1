#!/bin/sh
# The books: what came in, by the kernel's count, is what was on the wire, and is answered, dropped, left or lost, to the packet;
# what was answered has left, or was meant not to. `finish` adds them up (lib.sh, balanced); here they are compared with the wire.
# needs: root ip ping python3
# engines: ring socket xsk xdp
. "$(dirname "$0")/lib.sh"
quick=

two_namespaces
watch
requests=0

# Every kind of answer, told apart by the size of the request.
cat >"$dir/kinds.yaml" <<'YAML'
interface: s0
programme:
  - match: { size: 100 }
    answer: silence
  - match: { size: 200 }
    answer: unreachable
  - match: { size: 300 }
    canvas: delay
    longest: 10s
    play: [wave]
  - match: { size: 20 }
    answer: unreachable
log: none
YAML

# sees - adds what was on the wire to $requests.
sees() {
    wire || fail "$1: $wire"
    requests=$((requests + $(echo "$wire" | sed 's/.*requests=\([0-9]*\).*/\1/')))
}
# Of those, what never arrived since the link was down: the pinger's end has counted it.
undelivered() { in_c cat /sys/class/net/c0/statistics/tx_dropped; }

# closes NAME [GREP...] - ends the responder; ok if as many came in as were on the wire, and each pattern is in the counters.
closes() {
    name=$1
    shift
    strayed=$(($(undelivered) - strayed_before))
    sees "$name"
    finish
    books=$(grep '^received ' "$dir/serve.err")
    # What the kernel answered since we were not awake, or had no room: an engine that claims says so.
    left=$(echo "$books" | sed 's/.*; claimed [0-9]*//; t; s/.*//' | grep -o '[0-9]*' | paste -sd+ | sed 's/^$/0/')
    came=$(($(received) + ${left:-0}))
    problem=
    [ "$came" -le "$requests" ] && [ "$came" -ge $((requests - strayed)) ] ||
        problem="$requests on the wire, $strayed of them not delivered"
    for pattern; do echo "$books" | grep -q "$pattern" || problem="$problem no '$pattern'"; done
    if [ -z "$problem" ]; then ok "$name: $requests on the wire: $books"; else fail "$name: $problem: $books"; fi
    requests=0
    strayed_before=$(undelivered)
}
strayed_before=$(undelivered)
quick() { in_c ping -n -q -i 0.1 -W 0.2 "$@" >/dev/null 2>&1; }

serve -c "$dir/kinds.yaml" || exit 1
for host in 192.0.2.1 2001:db8::1; do
    quick -l 50 -c 50 $host
    quick -l 20 -c 20 -s 100 $host
    quick -l 20 -c 20 -s 200 $host
    quick -l 20 -c 20 -s 20 $host
    quick -l 3 -c 3 -s 4000 $host
done
quick -l 60 -c 60 -s 300 192.0.2.1 # still held when it ends
quick -b -c 2 192.0.2.255
sees "kinds"
in_c ping -n -q -f -c 6000 192.0.2.1 >/dev/null 2>&1
in_c ping -n -q -f -c 4000 2001:db8::1 >/dev/null 2>&1
leaves='fragment=6 group_dst=2'
# Engines xsk and xdp do not claim what is the kernel's: three pings of three fragments each, which begin as requests, and broadcasts.
case $ENGINE in xsk | xdp) leaves='claimed' requests=$((requests - 8)) ;; esac
# shellcheck disable=SC2086 # words
closes "kinds and floods" 'lost for want of room 0' 'silent 40' ' error=40 error_would_amplify=40' 'delayed=60' $leaves

# The link goes while packets come, and answers leave.
serve -c "$dir/kinds.yaml" || exit 1
ip netns exec "$C" timeout -s INT 1.5 ping -n -q -f -i 0.0005 192.0.2.1 >/dev/null 2>&1 & # waits for no last answer
pinging=$!
for round in 1 2; do
    sleep 0.3
    quick -l 40 -c 40 -s 300 192.0.2.1
    ip -n "$S" link set s0 down
    sleep 0.2
    ip -n "$S" link set s0 up
    ip -n "$S" address add 2001:db8::1/64 dev s0 nodad 2>/dev/null
    ip -n "$S" route add default via 192.0.2.2
done
wait $pinging
closes "link down and up"

# Ended in the midst of a flood, again and again: what came in before is answered, what comes after is not received.
for round in 1 2; do
    serve -c "$dir/kinds.yaml" || exit 1
    ip netns exec "$C" timeout -s INT 0.6 ping -n -q -f 192.0.2.1 >/dev/null 2>&1 &
    pinging=$!
    sleep 0.3
    finish
    verdict "ended in the midst of a flood: $(grep '^received ' "$dir/serve.err")" [ "$(received)" -gt 100 ]
    wait $pinging
done
exit "$bad"
