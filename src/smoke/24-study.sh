#!/bin/sh
# The two experiments that this began with, as configuration: print every ping, and lose every fifth.
# needs: root ip ping python3
. "$(dirname "$0")/lib.sh"

two_namespaces
watch

# --- print every ping

cat >"$dir/each.yaml" <<'YAML'
interface: s0
programme: []
log: each
YAML
serve -c "$dir/each.yaml" || exit 1
from_c 20 192.0.2.1
in_c ping -c 30 -i 2 -l 30 -s 77 2001:db8::1 >"$dir/ping" 2>&1
judge "30 pings of 77 octets over IPv6"

# A line is written a little after its ping was answered.
six='2001:db8::2 > 2001:db8::1 id [0-9]* seq [0-9]* 77 octets: reply$'
logged() { [ "$(cat "$dir/serve.out" "$dir/serve.err" | grep -c "$1")" -eq "$2" ]; }
until_true 5 logged "$six" 30
verdict "a line for each of 30 pings" logged "$six" 30
verdict "a line for each of 20 pings" logged '192.0.2.2 > 192.0.2.1 id [0-9]* seq [0-9]* 56 octets: reply$' 20
cat "$dir/serve.out" "$dir/serve.err" | sed -n 's/.*2001:db8::2 > .* seq \([0-9]*\) 77 octets.*/\1/p' >"$dir/seen"
sed -n 's/.*icmp_seq=\([0-9]*\).*/\1/p' "$dir/ping" >"$dir/sent"
verdict "with ping's own sequence numbers, in its order" cmp -s "$dir/seen" "$dir/sent"

# Off the packet thread: a flood is answered in full, and what could not be printed is counted.
lossless "ping -f -c 20000, every ping printed" 20000 in_c ping -n -q -f 192.0.2.1
finish
printed=$(cat "$dir/serve.out" "$dir/serve.err" | grep -c '192.0.2.2 > .* 56 octets: reply$')
lost=$(cat "$dir/serve.out" "$dir/serve.err" | sed -n 's/.*\b\([0-9]*\) log lines lost.*/\1/p' | awk '{ n += $1 } END { print n + 0 }')
verdict "printed and lost lines are all the pings: $printed + $lost" [ $((printed + lost)) -eq 20020 ]

# --- lose every fifth

cat >"$dir/fifth.yaml" <<'YAML'
interface: s0
programme:
  - match: { sequence-multiple-of: 5 }
    answer: silence
log: none
YAML
serve -c "$dir/fifth.yaml" || exit 1
for host in 192.0.2.1 2001:db8::1; do
    in_c ping -n -c 20 -i 0.1 $host >"$dir/ping" 2>&1
    problem=
    grep -q '^20 packets transmitted, 16 received, 20% packet loss' "$dir/ping" || problem=$(grep transmitted "$dir/ping")
    got=$(sed -n 's/.*icmp_seq=\([0-9]*\).*/\1/p' "$dir/ping" | tr '\n' ' ')
    [ "$got" = "1 2 3 4 6 7 8 9 11 12 13 14 16 17 18 19 " ] || problem="$problem got $got"
    judge "$host: 20 % loss, at 5, 10, 15 and 20" "$problem"
done
# Its packets alone: what the kernel would have answered elsewhere is not an experiment.
lossless "loopback loses none" 20 in_s ping -n -i 2 -l 20 127.0.0.1
finish
verdict "what was withheld is counted" grep -q 'answered 40 = sent 32 + silent 8 .*; reply=32 silence=8' "$dir/serve.err"

# The answers' rate, for the record: the study's machine had some 3,600 a second and 0.28 ms.
serve || exit 1
in_c ping -n -q -f -c 20000 192.0.2.1 >"$dir/ping"
sed -n 's/.*mdev = \([^,]*\),.*ipg\/ewma \([^ ]*\).*/    20000 pings, one at a time: min\/avg\/max\/mdev \1, interval\/average \2 ms/p' "$dir/ping"
judge "20000 plain pings"
finish
exit "$bad"
