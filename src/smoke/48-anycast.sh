#!/bin/sh
# Anycast by BIRD: three hosts announce one address over BGP to a router that shares the pings among them (ECMP). One is killed
# in mid-picture, one cut off: the picture goes on. The announcement follows nyanpong, as the files in src/dist/bird have it.
# waits
# needs: root ip ping python3 bird birdc nft
. "$(dirname "$0")/lib.sh"

# $C (c0, 192.0.2.2) -- $R -- $W, a bridge for each wire -- three hosts, each with 203.0.113.53 and 2001:db8:53::53 on lo.
R=np$$-r
W=np$$-w
share=$smoke/../dist/bird
for ns in "$C" "$R" "$W"; do new_namespace "$ns"; done
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
    play: [nyan]
    anchor: stateless
log: none
YAML

# The router of the rack.
cat >"$dir/r.conf" <<'BIRD'
router id 192.0.2.1;
protocol device { }
protocol kernel { merge paths on; ipv4 { import none; export all; }; }
protocol kernel { merge paths on; ipv6 { import none; export all; }; }
protocol bfd { interface "*" { min rx interval 200 ms; min tx interval 200 ms; multiplier 3; }; }
template bgp host { local as 65000; bfd on; error wait time 1, 10; connect delay time 1; connect retry time 1; }
BIRD
for n in 1 2 3; do
    cat >>"$dir/r.conf" <<BIRD
protocol bgp four$n from host { neighbor 198.51.100.$((n * 4 + 2)) as 65053; ipv4 { import all; export none; }; }
protocol bgp six$n from host { neighbor 2001:db8:$n::2 as 65053; ipv6 { import all; export none; }; }
BIRD
done

# bird NAME - in its namespace.
bird() { ip netns exec "np$$-$1" bird -c "$dir/$1.conf" -s "$dir/$1.ctl" -P "$dir/$1.pid"; }

# serve N - nyanpong on a host, and what systemd would do about it by anycast.conf.
serve() {
    : >"$dir/s$1.err"
    ip netns exec "$S$1" sh -c '
        "$1" -jar "$2" serve -c "$3/config.yaml" 2>"$3/$4.err" &
        echo $! >"$3/$4.serve"
        until grep -q "^ready" "$3/$4.err"; do sleep 0.05; done
        $5
        wait
        $6' - "$JAVA" "$JAR" "$dir" "s$1" "$(command_of ExecStartPost)" "$(command_of ExecStopPost)" \
        >"$dir/s$1.announce" 2>&1 </dev/null &
}
command_of() { sed -n "s|^$1=+@PREFIX@/lib/nyanpong|$share|p" "$share/anycast.conf"; }

for n in 1 2 3; do
    new_namespace "$S$n"
    ip link add s0 netns "$S$n" type veth peer name "s$n" netns "$W" || exit
    ip link add "r$n" netns "$R" type veth peer name "r$n" netns "$W" || exit
    ip -n "$W" link add "wire$n" type bridge
    for port in s r; do ip -n "$W" link set "$port$n" master "wire$n" up; done
    ip -n "$W" link set "wire$n" up
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
    # BFD is slower than shipped: 300 ms are little where tests share two processors with others.
    sed "s|^log .*|log \"$dir/s$n.log\" all;|
        s|interval 100 ms|interval 200 ms|g
        s|198.51.100.2;|198.51.100.$((n * 4 + 2));|; s|198.51.100.1;|198.51.100.$((n * 4 + 1));|
        s|2001:db8:1::1;|2001:db8:$n::1;|" "$share/bird.conf" >"$dir/s$n.conf"
done
verdict "bird -p takes the shipped configuration" command bird -p -c "$share/bird.conf"

# hosts FAMILY - those to whom the router sends pings, such as "1 2 3".
hosts() { ip -n "$R" "-$1" route show "$(address "$1")" | grep -o 'dev r[1-3]' | tr -dc '123\n' | sort | paste -sd ' '; }
address() { case $1 in 4) echo 203.0.113.53 ;; 6) echo 2001:db8:53::53 ;; esac; }
hosts_are() { [ "$(hosts 4)" = "$1" ] && [ "$(hosts 6)" = "$1" ]; }
# serves FAMILY - the one host whom the client's pings reach.
serves() {
    from=192.0.2.2
    [ "$1" = 4 ] || from=2001:db8::2
    ip -n "$R" "-$1" route get "$(address "$1")" from $from iif r0 | sed -n 's/.*dev r\([1-3]\).*/\1/p'
}
without() { echo 1 2 3 | sed "s/$1 *//; s/ $//"; }
grades() { ip netns exec "$R" birdc -s "$dir/r.ctl" show route for 203.0.113.53 all | grep -c "BGP.as_path: $1\$"; }
all_draw() { grades_are 3 0 && hosts_are "1 2 3"; }
grades_are() { [ "$(grades 65053)" = "$1" ] && [ "$(grades '65053 65053 65053 65053')" = "$2" ]; }

bird r
for n in 1 2 3; do bird "s$n"; done
until_true 60 hosts_are "1 2 3" || fail "routes: $(hosts 4), $(hosts 6)"
verdict "nobody draws: all three are announced, the worse way" grades_are 0 3
for n in 1 2 3; do serve $n; done
until_true 90 all_draw || fail "hosts: $(cat "$dir"/s?.err)"
ok "all three draw, and share the pings: $(hosts 4)"

# --- the picture

for frame in 1 2; do "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" preview nyan --frame $frame >"$dir/want$frame" 2>/dev/null; done
# draw FAMILY MILLISECONDS - begins to draw, and waits until the picture is under way.
draw() {
    ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$(address "$1")" --repeat 1400 --interval "$2" \
        --timeout 1 >"$dir/said" &
    client=$!
    until_true 20 drawn 200 || fail "no picture"
}
drawn() { [ "$(wc -c <"$dir/said")" -gt "$1" ]; }
# drawn_but_for CELLS NAME - that many may differ, of whichever frame it is.
drawn_but_for() {
    wait $client
    sed '1,2d; $d' "$dir/said" >"$dir/have"
    wrong=$(for frame in 1 2; do cmp -l "$dir/want$frame" "$dir/have" 2>&1 | wc -l; done | sort -n | head -n 1)
    if [ "$wrong" -le "$1" ] && [ "$(wc -c <"$dir/have")" -eq 1420 ]; then ok "$2, $wrong of 1400 cells are wrong"; else
        fail "$2: $wrong cells are wrong, want at most $1: $(head -c 300 "$dir/have")"
    fi
}
kill_it() { kill -KILL "$(cat "$dir/s$1.serve")"; }

draw 4 1
host=$(serves 4)
kill_it "$host"
until_true 5 hosts_are "$(without "$host")" || fail "host $host is killed, pings go to $(hosts 4)"
drawn 1300 && fail "the picture was over before"
verdict "host $host is killed, and pings go to another, $(serves 4)" [ "$(serves 4)" != "$host" ]
# What its kernel answers meanwhile is no picture.
drawn_but_for "$took_ms" "IPv4: nyanpong on host $host is killed, pings go elsewhere in $took_ms ms"
verdict "its kernel still answers, and is announced so" until_true 5 grades_are 2 1
serve "$host"
until_true 20 all_draw || fail "host $host did not return"

draw 6 1
host=$(serves 6)
ip -n "$W" link set "s$host" nomaster
until_true 5 hosts_are "$(without "$host")" || fail "host $host is cut off, pings go to $(hosts 6)"
drawn 1300 && fail "the picture was over before"
# Each ping that is lost costs its timeout, so it is one at most.
drawn_but_for 2 "IPv6: the wire of host $host fails without a word, BFD notices in $took_ms ms"
ip -n "$W" link set "s$host" master "wire$host"
until_true 20 all_draw || fail "host $host did not return"

draw 4 2
host=$(serves 4)
# shellcheck disable=SC2046 # a command and its arguments
ip netns exec "$S$host" $(command_of ExecStop) 2>/dev/null
kill "$(cat "$dir/s$host.serve")"
drawn 1300 && fail "the picture was over before"
drawn_but_for 0 "host $host is asked to stop, the router first"
verdict "it was the one that drew, and is another" hosts_are "$(without "$host")"
serve "$host"

# --- BIRD itself

until_true 20 all_draw || fail "host $host did not return"
kill -KILL "$(cat "$dir/s$host.pid")"
rm -f "$dir/s$host.ctl"
verdict "BIRD on host $host is killed: others draw" until_true 5 hosts_are "$(without "$host")"
bird "s$host"
verdict "and is started again: it knows that nyanpong draws" until_true 20 all_draw

# --- every ping to another host

for n in 1 2 3; do
    ip -n "$R" rule add fwmark "$n" table "10$n"
    ip -n "$R" route add 203.0.113.53/32 via "198.51.100.$((n * 4 + 2))" table "10$n"
done
printf 'table ip spray { chain in { type filter hook prerouting priority mangle; ip daddr 203.0.113.53 meta mark set numgen inc mod 3 offset 1; }; }' |
    ip netns exec "$R" nft -f -
counted() { ip netns exec "$S$1" cat /sys/class/net/s0/statistics/rx_packets; }
before="$(counted 1) $(counted 2) $(counted 3)"
draw 4 1
drawn_but_for 0 "a router that sends each ping to another of the three"
after="$(counted 1) $(counted 2) $(counted 3)"
each=$(echo "$before $after" | awk '{ print $4 - $1, $5 - $2, $6 - $3 }')
verdict "and so it was: packets came $each" sh -c "for n in $each; do [ \$n -gt 460 ] || exit 1; done"
ip netns exec "$R" nft delete table ip spray

# --- nobody draws

for n in 1 2 3; do kill_it $n; done
verdict "all are killed: all three are announced, the worse way" until_true 10 grades_are 0 3
for family in 4 6; do
    in_c ping -n -q -c 50 -i 0.005 "$(address $family)" >"$dir/ping"
    verdict "and pings are answered still, IPv$family" grep -q ' 0% packet loss' "$dir/ping"
done

# --- watch

for n in 1 2; do
    touch "$dir/healthy$n"
    ip netns exec "$S$n" "$share/nyanpong-announce" watch test -e "$dir/healthy$n" 2>/dev/null &
    watching=$!
done
verdict "watch: who is healthy draws" until_true 6 grades_are 2 1
rm "$dir/healthy1"
kill -TERM "$watching"
verdict "watch: neither who is not, nor who asks no more" until_true 3 grades_are 0 3
exit "$bad"
