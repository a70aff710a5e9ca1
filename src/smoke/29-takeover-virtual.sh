#!/bin/sh
# Addresses that the host does not have: asked for, answered for, drawn on, defended, given up; and nothing else touched.
# needs: root ip ping python3 setpriv
# engines: ring socket
# waits
. "$(dirname "$0")/lib.sh"

two_namespaces
watch
virtual4=192.0.2.50 virtual6=2001:db8::50

nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

# All that the responder may do is open packet sockets; so whatever works here, works with that.
java=$JAVA
cat >"$dir/java" <<SH
#!/bin/sh
exec setpriv --bounding-set=-all,+net_raw --inh-caps=-all "$java" "\$@"
SH
chmod +x "$dir/java"

# unprivileged ARGUMENTS... - starts `serve` like that, and does not wait.
unprivileged() {
    JAVA=$dir/java
    start "$@"
    JAVA=$java
}

# The pinger's kernel has two of the addresses, so they cannot be ours.
ip -n "$C" address add 192.0.2.60/24 dev c0
ip -n "$C" address add 2001:db8::60/64 dev c0 nodad
cat >"$dir/virtual.yaml" <<YAML
interface: s0
takeover: virtual
addresses: [$virtual4, "$virtual6", 192.0.2.60, "2001:db8::60", 192.0.2.51, "2001:db8::51"]
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
  - match: { client: iputils, size: ">=200" }
    canvas: hexdump
    play: [nyan]
log: none
YAML

state() {
    ip -n "$S" address show
    ip -n "$S" route show table all
    echo_off "$S"
}
state >"$dir/before"
unprivileged -c "$dir/virtual.yaml"
begin=$(now_ms)
until_true 30 is_ready_or_gone
is_ready || {
    fail "not ready: $(head -c 500 "$dir/serve.err")"
    exit 1
}
echo "    ready after $(($(now_ms) - begin)) ms"
verdict "started with CAP_NET_RAW alone, which it has given up" grep -q '^CapPrm:[[:space:]]*0*$' "/proc/$server/status"
verdict "ready tells what holds" grep -q \
    "^ready interface=s0 engine=${ENGINE#auto}[a-z]* takeover=virtual addresses=$virtual4,192.0.2.51,$virtual6,2001:db8::51 .* pid=$server\$" "$dir/serve.err"
for taken in 192.0.2.60 2001:db8::60; do
    verdict "$taken: another's, so not used" \
        grep -q "address $taken: $(mac_of "$C" c0) has it, so it is not used" "$dir/serve.err"
done
state >"$dir/while"
verdict "nothing is taken over, not an address or a setting" cmp -s "$dir/before" "$dir/while"

# --- pings and pictures

# first HOST - one ping alone: while a neighbour is asked for, the pinger's kernel keeps but a few.
first() { lossless "the first ping $1" 1 in_c ping -n -W 2 "$1"; }
for host in $virtual4 $virtual6; do
    first $host
    from_c 100 $host
    lossless "ping -f -c 5000 $host" 5000 in_c ping -n -q -f $host
    mac=$(ip -n "$C" neigh show $host dev c0 | sed -n 's/.*lladdr \([0-9a-f:]*\).*/\1/p')
    verdict "$host: at $mac, an address of its own" \
        sh -c "case $mac in $(mac_of "$S" s0)) exit 1 ;; 02:*) ;; *) exit 1 ;; esac"
done
for host in 192.0.2.1 2001:db8::1; do
    first $host
    from_c 50 $host
    verdict "$host: the kernel's still" \
        sh -c "ip -n $C neigh show $host dev c0 | grep -q 'lladdr $(mac_of "$S" s0)'"
done
wire
nyanpong preview nyan >"$dir/want" 2>/dev/null
nyanpong preview nyan --canvas hexdump >"$dir/want.hexdump" 2>/dev/null
allow data
for host in $virtual4 $virtual6; do
    ip netns exec "$C" "$java" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$host" --repeat 1400 | sed '1,2d; $d' >"$dir/have"
    problem=$(diff "$dir/want" "$dir/have" | head -n 4)
    judge "$host draws the cat" "$problem"
    in_c ping -n -s 1416 -c 1 "$host" | grep '^#' >"$dir/have"
    problem=$(diff "$dir/want.hexdump" "$dir/have" | head -n 4)
    judge "$host draws the cat for ping -s 1416" "$problem"
    nyanpong preview nyan --frame 2 >"$dir/want" 2>/dev/null
    nyanpong preview nyan --canvas hexdump --frame 2 >"$dir/want.hexdump" 2>/dev/null
done
allow

# Nobody answers what comes in pieces, or with options: the kernel would, if the address were its own.
in_c ping -n -q -c 1 -W 0.2 -s 4000 $virtual4 >/dev/null && fail "fragments are answered"
in_c ping -n -q -c 1 -W 0.2 -R $virtual4 >/dev/null && fail "options are answered"
wire

# The rest has nothing to do with engines.
[ "$ENGINE" != socket ] || {
    finish
    exit "$bad"
}

# --- neighbours, right and wrong

neighbours() { in_c python3 "$smoke/neighbours.py" c0 "$mac" "$virtual4" "$virtual6" "$@"; }

neighbours asks >"$dir/asks" 2>&1
problem=
while read -r ask fate; do
    case $ask in +*) want=answered ;; *) want=silent ;; esac
    [ "$fate" = "$want" ] || problem="$problem $ask: $fate."
done <"$dir/asks"
asked=$(wc -l <"$dir/asks")
[ "$asked" -gt 35 ] || problem="$problem $(tail -n 2 "$dir/asks")"
if [ -z "$problem" ]; then ok "$asked right and wrong ways to ask"; else fail "asked:$problem"; fi

# What Linux does before it uses an address of ours: no.
in_c sh -c 'echo 1 >/proc/sys/net/ipv6/conf/c0/accept_dad'
ip -n "$C" address add 2001:db8::51/64 dev c0
duplicate() { ip -n "$C" -6 address show dev c0 to 2001:db8::51 | grep -q dadfailed; }
until_true 5 duplicate
verdict "Linux finds that 2001:db8::51 is somebody's" duplicate
ip -n "$C" address del 2001:db8::51/64 dev c0

resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$server/status"; }
for flood in flood4 flood6; do
    before=$(resident)
    in_c ping -n -q -i 0.002 -c 500 $virtual4 >"$dir/ping" 2>&1 &
    pinging=$!
    flooded=$(neighbours $flood 100000)
    wait $pinging
    answered=$(echo "$flooded" | sed 's/.*sent, \([0-9]*\) answered.*/\1/')
    grown=$(($(resident) - before))
    problem=$(grep -q ' 500 received' "$dir/ping" || grep received "$dir/ping")
    judge "$flood: $flooded, $grown MiB more" "$problem"
    # A second's worth at once, and a thousand for each of the seconds that a busy machine takes.
    verdict "$flood: answers are bounded" [ "${answered:-0}" -ge 500 -a "${answered:-100000}" -le 15000 ]
    verdict "$flood: memory is" [ "$grown" -lt 32 ]
done

# --- conflicts in use

# answers HOST; a neighbour that has to be asked for anew may take a second.
answers() { in_c ping -n -q -c 1 -W 0.3 "$1" >/dev/null; }
silent() { ! answers "$1"; }
said() { [ "$(grep -c "address $1: $2" "$dir/serve.err")" -eq "$3" ]; }
for version in 4 6; do
    host=$virtual4
    [ $version = 4 ] || host=$virtual6
    neighbours claim$version
    until_true 5 said "$host" "$(mac_of "$C" c0) says that it has it; defended, once" 1
    verdict "$host: a conflict is answered, and told" said "$host" ".* defended, once" 1
    verdict "$host: and goes on being ours" answers "$host"
    neighbours claim$version
    until_true 5 said "$host" ".* goes on saying so, so it is given up" 1
    verdict "$host: a second one within ten seconds is the end of it" said "$host" ".* given up" 1
    ip -n "$C" neigh replace "$host" lladdr "$mac" dev c0 nud permanent
    verdict "$host: silent at once" silent "$host"
    ip -n "$C" neigh del "$host" dev c0
done
wire

# An address that the host gets is the kernel's from then on.
verdict "192.0.2.51: ours" answers 192.0.2.51
ip -n "$S" address add 192.0.2.51/24 dev s0
until_true 5 said 192.0.2.51 "this host has it now, and its kernel answers; given up" 1
verdict "192.0.2.51: the kernel's, once it has it" said 192.0.2.51 ".* given up" 1
ip -n "$C" neigh del 192.0.2.51 dev c0
first 192.0.2.51
from_c 20 192.0.2.51
verdict "192.0.2.51: at the interface's address" \
    sh -c "ip -n $C neigh show 192.0.2.51 dev c0 | grep -q 'lladdr $(mac_of "$S" s0)'"
ip -n "$S" address del 192.0.2.51/24 dev s0

# --- a second responder, and the end

unprivileged_first=$server
start -c "$dir/virtual.yaml"
wait "$server" 2>/dev/null
status=$?
verdict "a second one on the interface: exit $status is 69" [ "$status" -eq 69 ]
verdict "a second one on the interface: named the first" grep -q "virtual addresses on s0: process $unprivileged_first\b.*add these to its addresses" "$dir/serve.err"
server=$unprivileged_first
first 2001:db8::51
from_c 20 2001:db8::51
ip netns exec "$C" ping -n -q -i 0.01 -w 60 192.0.2.1 >"$dir/ping" 2>&1 & # not by a function: $! must be its own
pinging=$!
sleep 0.2
finish KILL
verdict "SIGKILL: 2001:db8::51 is gone" silent 2001:db8::51
sleep 0.2
kill -INT $pinging
wait $pinging
verdict "SIGKILL: the host's own address did not notice ($(grep received "$dir/ping"))" \
    sh -c "sed -n 's/^\([0-9]*\) packets transmitted, \([0-9]*\) received.*/\1 \2/p' '$dir/ping' | { read sent got; [ \"\$sent\" -gt 20 ] && [ \$((sent - got)) -le 1 ]; }"
state >"$dir/after"
verdict "and nothing is left behind" cmp -s "$dir/before" "$dir/after"
wire

# --- the interface's own Ethernet address, and what is refused

cat >"$dir/interface.yaml" <<YAML
interface: s0
takeover: virtual
virtual-mac: interface
addresses: ["2001:db8::52"]
programme: []
log: none
YAML
serve -c "$dir/interface.yaml" || exit 1
first 2001:db8::52
from_c 100 2001:db8::52
verdict "virtual-mac: interface" \
    sh -c "ip -n $C neigh show 2001:db8::52 dev c0 | grep -q 'lladdr $(mac_of "$S" s0)'"
from_c 20 2001:db8::1
finish
verdict "TERM: exit $status is 143" [ "$status" -eq 143 ]

# refused NAME CODE MESSAGE ARGUMENTS...
refused() {
    what=$1 code=$2 message=$3
    shift 3
    start "$@"
    finish none
    verdict "$what: exit $status is $code" [ "$status" -eq "$code" ]
    verdict "$what: said" grep -q "$message" "$dir/serve.err"
}
refused "none of the addresses is left" 69 "none of the addresses is left" \
    -c "$dir/interface.yaml" --address 2001:db8::60
refused "the host's own address" 69 "address 2001:db8::1: this host has it" -c "$dir/interface.yaml" --address 2001:db8::1
refused "a subnet's end" 69 "address 192.0.2.255: a subnet's" -c "$dir/interface.yaml" --address 192.0.2.255
in_s sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
refused "a router's Ethernet address" 69 "this host forwards" -c "$dir/interface.yaml"
in_s sh -c 'echo 0 >/proc/sys/net/ipv6/conf/all/forwarding'
ip -n "$S" link set s0 down
refused "an interface that is down" 69 "s0: is down" -c "$dir/interface.yaml"
exit "$bad"
