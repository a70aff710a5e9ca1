#!/bin/sh
# Engine xdp: the kernel draws what Java has opened; all else, and everything when we are gone, is answered by the kernel's own echo. No
# setting is touched; reloads, limits and kills in the midst of a flood leave no wrong cell.
# needs: root ip ping python3 ethtool linux-5.19
. "$(dirname "$0")/lib.sh"

ENGINE=xdp
two_namespaces
watch
nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }
# counted WORDS - the number after these words in what the responder said at its end.
counted() { sed -n "s/^received .*$1 \([0-9]*\).*/\1/p" "$dir/serve.err"; }
attached() { ip -n "$S" -o link show dev s0 | grep -q xdp; }

# --- what is drawn, and what the kernel goes on answering

cat >"$dir/cat.yaml" <<'YAML'
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
  - match: { size: 300 }
    canvas: digits
    play: [nyan]
log: none
YAML
serve -c "$dir/cat.yaml" || exit 1
verdict "ready says so" grep -q '^ready interface=s0 engine=xdp takeover=none hook=generic addresses=192.0.2.1,.*2001:db8::1' "$dir/serve.err"
verdict "no setting is touched" echo_is "0 0"
verdict "the program is there" attached
frame=0
for host in 192.0.2.1 2001:db8::1; do
    frame=$((frame + 1)) # each session's is the next
    nyanpong preview nyan --frame $frame >"$dir/want" 2>/dev/null
    ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping $host --repeat 1400 | sed '1,2d; $d' >"$dir/have"
    problem=
    cmp -s "$dir/want" "$dir/have" || problem=$(diff "$dir/want" "$dir/have" | head -n 6)
    judge "the cat, by a router's ping, $host" "$problem"
    from_c 100 $host
    from_c 20 -s 1452 $host
done
# The first request is Java's, the fourth and on the kernel's: a shifted time stamp must read the same from either.
allow clock
in_c ping -n -c 12 -i 0.05 -s 300 192.0.2.1 >"$dir/ping"
problem=$(grep -c 'time=' "$dir/ping" | grep -vx 12)
judge "digits: $(grep -o 'time=.*' "$dir/ping" | sed -n '1p;12p' | paste -sd' ')" "$problem"
allow
from_c 20 -s 4000 192.0.2.1
from_c 20 -R 192.0.2.1
ll_c=$(ip -n "$C" -6 -o address show dev c0 scope link | sed 's/.*inet6 \([^/]*\).*/\1/')
from_c 10 -L -I "$ll_c%c0" ff02::1%c0
lossless "loopback" 20 in_s ping -n -i 2 -l 20 127.0.0.1
# Addresses come and go, and so does the interface's own.
ip -n "$S" address add 192.0.2.77/24 dev s0
sleep 0.5
from_c 50 192.0.2.77
ip -n "$S" link set s0 address 02:00:00:00:00:77
ip -n "$C" neigh flush dev c0
sleep 0.5
from_c 50 192.0.2.1
finish
drawn=$(counted 'drawn in the kernel') claimed=$(counted claimed) left=$(($(counted 'while not awake') + $(counted 'want of room')))
asked=$((2 * 1520 + 12 + 100))
verdict "drawn in the kernel $drawn, by Java $claimed, left $left: what was asked of us" \
    [ $((drawn + claimed + left)) -eq $asked -a "$drawn" -gt 2500 ]
verdict "nothing is left of it" sh -c "! ip -n $S -o link show dev s0 | grep -q xdp"

# --- what it cannot be beside

serve || exit 1
first=$server
cp "$dir/serve.err" "$dir/first.err"
ip netns exec "$S" "$JAVA" -jar "$JAR" serve -c "$dir/plain.yaml" --engine ring >"$dir/serve.err" 2>&1
status=$?
verdict "a second responder: exit $status is 69, and names the first" \
    sh -c "[ $status -eq 69 ] && grep -q 'process $first\b' '$dir/serve.err'"
cp "$dir/first.err" "$dir/serve.err"

# --- killed and frozen, under a flood

flood() { ip netns exec "$C" ping -n -q -f -l 8 -w "$1" 192.0.2.1 >"$dir/flood" 2>&1 & pinging=$!; }
echoes() { in_c ping -n -q -c 3 -i 0.05 -W 1 "$1" | grep -q ' 0% packet loss'; }
flood 3
sleep 0.7
kill -STOP "$server"
sleep 0.3
echoes 2001:db8::1 # keeps what it gets in the first tenth of a second
sleep 0.2
verdict "frozen: a new session is answered by the kernel" echoes 2001:db8::1
kill -CONT "$server"
sleep 0.3
kill -KILL "$server"
until_true 5 gone "$server"
verdict "killed: the kernel answers" echoes 192.0.2.1
wait "$pinging"
sed -n 's/\(packets transmitted\), \([0-9]*\) received.*/\1 \2/p' "$dir/flood" | awk '{ print $1 - $4 }' >"$dir/lost"
lost=$(cat "$dir/lost")
judge "flood over STOP, CONT and KILL: lost $lost of $(awk '/transmitted/ { print $1 }' "$dir/flood")" \
    "$(grep duplicates "$dir/flood")$([ "${lost:-99}" -le 16 ] || echo "lost $lost")"
verdict "nothing is left of it, by KILL" sh -c "! ip -n $S -o link show dev s0 | grep -q xdp"
wait "$server" 2>/dev/null

# --- reloads in the midst of a flood: each answer that is no error is a wrong cell

write() {
    printf '%s\n' "interface: s0" "limits: { errors-per-second: 1000000, errors-per-source: 100000$1 }" "log: none" "programme:" \
        "  - match: { client: cisco }" "    canvas: cisco" "    play: [nyan, $2]" "  - answer: unreachable" >"$dir/etc.yaml"
}
chmod 755 "$dir"
write 0 fuji
serve -c "$dir/etc.yaml" || exit 1
icmp() { in_c awk -v want="$1" '/^Icmp:/ { if (!head++) { for (i = 2; i <= NF; i++) if ($i == want) at = i; next } print $at }' /proc/net/snmp; }
sent=$(icmp OutEchos) replies=$(icmp InEchoReps) errors=$(icmp InDestUnreachs)
in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 2001:db8::1 --repeat 1400 --interval 5 >"$dir/drawn" 2>&1 &
painter=$!
# Four at once, so that sessions of different ages meet each reload.
floods=
for _ in 1 2 3 4; do
    ip netns exec "$C" timeout -s INT 9 ping -n -q -f -l 8 192.0.2.1 >/dev/null 2>&1 & # -w would end it at the first error
    floods="$floods $!"
done
reloads=0
while kill -0 "$painter" 2>/dev/null && [ $reloads -lt 25 ]; do
    reloads=$((reloads + 1))
    write $((reloads % 2)) "$([ $((reloads % 2)) -eq 0 ] && echo fuji || echo "fuji, janog")"
    python3 "$smoke/control.py" "$(control_of "$S")" reload >/dev/null
    sleep 0.1
done
wait "$painter"
# shellcheck disable=SC2086 # a list of numbers
wait $floods
sed '1,2d; $d' "$dir/drawn" >"$dir/have"
nyanpong preview nyan >"$dir/want" 2>/dev/null
verdict "a picture that was begun before, and drawn over $reloads reloads, is whole" cmp "$dir/have" "$dir/want"
sleep 0.3
sent=$(($(icmp OutEchos) - sent)) replies=$(($(icmp InEchoReps) - replies)) errors=$(($(icmp InDestUnreachs) - errors))
finish
left=$(($(counted 'while not awake') + $(counted 'want of room')))
# On a busy machine Java may have no processor for 100 ms: what comes up then is the kernel's, plainly, and counted.
verdict "$reloads reloads under a flood of $sent: $errors errors, as the programme says, $replies replies ($left left to the kernel, drawn there $(counted 'drawn in the kernel'))" \
    [ "$sent" -eq $((errors + replies)) -a "$replies" -eq "$left" -a "$left" -le $((sent / 100)) -a "$sent" -gt 5000 ]

# --- tags: within the packet they are seen, and are Java's; foreign ones are nobody's

if ip -n "$S" link add link s0 name s0.100 type vlan id 100 2>/dev/null; then
    ip -n "$C" link add link c0 name c0.100 type vlan id 100
    ip -n "$S" link set s0.100 up && ip -n "$C" link set c0.100 up
    ip -n "$S" address add 198.51.100.1/24 dev s0.100
    ip -n "$C" address add 198.51.100.2/24 dev c0.100
    start -c "$dir/plain.yaml"
    until_true 20 gone "$server"
    verdict "VLANs whose tags are not seen: refused, and why" grep -q 'rxvlan off' "$dir/serve.err"
    wait "$server" 2>/dev/null
    in_s ethtool -K s0 rxvlan off
    in_c ethtool -K c0 txvlan off
    serve || exit 1
    from_c 20 198.51.100.1
    finish
fi

# --- the interface moves away

Y=np$$-y
new_namespace "$Y"
serve || exit 1
ip -n "$S" link set s0 netns "$Y"
until_true 10 gone "$server" || kill -KILL "$server"
finish none
verdict "the interface moves away: exit $status is 69" [ "$status" -eq 69 ]
verdict "and has no program any more" sh -c "! ip -n $Y -o link show dev s0 | grep -q xdp"
exit "$bad"
