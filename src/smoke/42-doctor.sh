#!/bin/sh
# The doctor says what is so, and mends what a killed responder left: that alone, and nothing of a responder that runs.
# needs: root ip ping python3 setpriv
. "$(dirname "$0")/lib.sh"

two_namespaces
watch
journal=$(journal_of "$S") || exit 1
chmod 755 "$dir" # what a reload reads is read by another user

# doctor ARGUMENTS... - in the responder's namespace; its exit code is in $code.
doctor() {
    in_s timeout 30 "$JAVA" $quick -jar "$JAR" doctor "$@" >"$dir/out" 2>"$dir/err" </dev/null
    code=$?
}

# says NAME CODE PATTERN... - of the last doctor: its exit code, a line for each pattern, and nothing on stderr.
says() {
    title=$1 want=$2
    shift 2
    problem=
    [ "$code" -eq "$want" ] || problem="exit $code, want $want;"
    for pattern; do
        grep -q "$pattern" "$dir/out" || problem="$problem nothing says '$pattern';"
    done
    [ ! -s "$dir/err" ] || problem="$problem stderr: $(head -c 300 "$dir/err");"
    if [ -z "$problem" ]; then ok "$title"; else
        fail "$title: $problem"
        sed 's/^/    /' "$dir/out"
    fi
}
alone() { [ -z "$(ip netns pids "$S")" ]; }
kill_guardians() {
    for pid in $(ip netns pids "$S"); do
        if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q nyanpong-guardian; then kill -KILL "$pid"; fi
    done
}
# All of it, as a power cut would: the guardians first, or they would do their work.
kill_both() {
    kill -STOP "$server"
    kill_guardians
    kill -KILL "$server"
    finish none
    until_true 5 alone
}

# --- healthy

doctor -c "$dir/plain.yaml"
says "healthy" 0 '^ok   java ' '^ok   kernel .*Linux [0-9]' '^ok   privileges CAP_NET_RAW' '^ok   privileges CAP_NET_ADMIN' \
    '^ok   interface  s0: Ethernet' '^ok   interface  s0 is up' '^ok   engine .*opens on s0' \
    '^ok   echo .*icmp_echo_ignore_all is 0' '^ok   echo .*icmp.echo_ignore_all is 0' '^ok   firewall' '^ok   driver .*veth'
verdict "healthy: nothing but ok" sh -c "! grep -v '^ok ' '$dir/out'"
verdict "healthy: touched nothing" echo_is "0 0"
doctor -c "$dir/plain.yaml" --format json
verdict "json: an object a line, versioned" python3 -c '
import json, sys
found = [json.loads(line) for line in open(sys.argv[1])]
assert len(found) > 10 and all(f["v"] == 1 and f["status"] == "ok" and f["fix"] == "" for f in found), found
assert {"java", "kernel", "privileges", "interface", "engine", "echo", "settings", "firewall"} <= {f["subject"] for f in found}
' "$dir/out"

# --- what does not fit

doctor -i nosuch0
says "no such interface" 69 '^FAIL interface .*nosuch0: no such interface.*s0' '^ok   echo'
printf 'interface: s0\ncolour: red\nlog: loud\n' >"$dir/bad.yaml"
doctor -c "$dir/bad.yaml" -i s0
says "a bad configuration: every error, and the rest" 78 '^FAIL config .*bad.yaml:2:1: colour' '^FAIL config .*bad.yaml:3:6: log' \
    '^ok   interface  s0' '^warn config .*looked at with the defaults and the flags'
cp "$dir/plain.yaml" "$dir/open.yaml"
chmod 666 "$dir/open.yaml"
doctor -c "$dir/open.yaml"
says "a configuration that all may write" 0 '^warn config .*open.yaml.*chmod o-w'
cp "$dir/plain.yaml" "$dir/secret.yaml" && chmod 600 "$dir/secret.yaml"
doctor -c "$dir/secret.yaml" --engine xdp --threads 1
says "a configuration that a reload may not read; what engine xdp needs" 0 '^warn user .*nobody may not read .*secret.yaml.*chmod o+r' \
    '^ok   privileges CAP_BPF, for the program of engine xdp'
printf 'interface: s0\naddresses: [192.0.2.1, 192.0.2.200]\nuser: nosuchuser\n' >"$dir/strange.yaml"
doctor -c "$dir/strange.yaml"
says "an address and a user that are not here" 69 '^ok   addresses .*192.0.2.1: this host' \
    '^FAIL addresses .*192.0.2.200: not in this host.*ip address add' '^FAIL user .*nosuchuser: not in /etc/passwd'
doctor -c "$dir/strange.yaml" --takeover virtual --user root
says "virtual: the other way round; and root" 69 '^FAIL addresses .*192.0.2.1: this host has it' \
    '^ok   addresses .*192.0.2.200' '^warn user .*root: .*stays root'
ip -n "$S" link set s0 down
in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_enable_probe
    echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts; echo 1 >/proc/sys/net/ipv4/conf/s0/rp_filter'
in_s python3 "$smoke/nft.py" inet 1 0 # drops all that is received
in_s python3 "$smoke/nft.py" ip 3 1   # accepts, and has no rule
in_s python3 "$smoke/nft.py" ip6 1 1 2
doctor -c "$dir/plain.yaml"
says "what would surprise" 0 '^warn interface .*s0 is down' '^warn settings .*PROBE' '^warn settings .*broadcast' \
    '^warn settings .*rp_filter of s0 is 1' '^warn firewall .*inet smoke (input, 0 rules, policy drop)' \
    '^warn firewall .*ip6 smoke (input, 2 rules, policy accept)'
verdict "an empty chain that accepts is none" sh -c "! grep -q 'ip smoke' '$dir/out'"
cleared=$(ip netns exec "$S" sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_enable_probe
    echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts; echo 0 >/proc/sys/net/ipv4/conf/s0/rp_filter' 2>&1)
[ -z "$cleared" ] || fail "settings: $cleared"
in_s python3 "$smoke/nft.py" delete
ip -n "$S" link set s0 up
ip -n "$S" route add default via 192.0.2.2
ip -n "$S" -6 address add 2001:db8::1/64 dev s0 nodad
ip -n "$S" -6 route add default via 2001:db8::2

# --- settings that are others'

in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all'
doctor -c "$dir/plain.yaml" --repair
says "set by somebody else" 0 '^warn echo .*icmp_echo_ignore_all is 1, and no journal.*sysctl -w'
verdict "set by somebody else: not touched" echo_is "1 0"
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all'

# --- a responder that runs

serve || exit 1
ip netns exec "$C" ping -n -q -i 0.002 -w 60 192.0.2.1 >"$dir/pinging" 2>&1 &
pinging=$!
for _ in 1 2 3 4; do doctor -c "$dir/plain.yaml" --repair; done # more often than its lock's queue has places
says "beside a responder" 0 "^ok   echo .*process $server answers here" '^ok   echo .*icmp_echo_ignore_all is 1, until'
verdict "beside a responder: its settings stay" echo_is "1 1"
verdict "beside a responder: its journal stays" [ -f "$journal" ]
kill -INT "$pinging"
wait "$pinging"
doctor -c "$dir/plain.yaml" --takeover tcx
says "beside a responder: another way is refused" 69 "^FAIL echo .*process $server .* with -i s0 --takeover sysctl; a second one would be refused"
doctor -c "$dir/plain.yaml" --takeover virtual --address 192.0.2.77
says "beside a responder: but takeover virtual" 0 "^ok   echo .*process $server .*takeover virtual works beside it"
judge "beside a responder: no ping is lost, none answered twice" \
    "$(grep -q ' 0% packet loss' "$dir/pinging" && ! grep -q duplicates "$dir/pinging" || cat "$dir/pinging")"
first=$server
for _ in 1 2 3; do
    start -c "$dir/plain.yaml"
    finish none
done
verdict "a fourth responder is told who has the lock" grep -q "process $first\b" "$dir/serve.err"
server=$first

# --- a responder that was killed, and its guardians with it

kill_guardians
doctor -c "$dir/plain.yaml"
says "the guardians killed: said" 69 '^FAIL echo .*icmp_echo_ignore_all is 1, and the guardians.*were killed.*--repair'
kill_both
verdict "killed: the settings stay" echo_is "1 1"
doctor -c "$dir/plain.yaml"
says "killed: said" 69 '^FAIL echo .*icmp_echo_ignore_all is 1, left by a responder.*--repair' \
    '^FAIL echo .*icmp.echo_ignore_all is 1, left by'
verdict "killed: without --repair nothing is touched" [ "$(echo_off "$S")$(ls "$journal")" = "1 1$journal" ]
# One of them was mended by hand; then it was turned on again, on purpose: no more ours than the day before.
in_s sh -c 'echo 0 >/proc/sys/net/ipv6/icmp/echo_ignore_all'
doctor -c "$dir/plain.yaml" --repair
says "killed: mended" 0 '^ok   echo .*icmp_echo_ignore_all was left at 1.*set to 0 again' '^ok   echo .*ignore_all is 0'
verdict "killed: the settings are as they were" echo_is "0 0"
verdict "killed: the journal is gone" sh -c "! ls '$journal'* 2>/dev/null"
from_c 5 192.0.2.1
from_c 5 2001:db8::1
doctor -c "$dir/plain.yaml" --repair
says "mended: nothing more to mend" 0 '^ok   echo .*ignore_all is 0'
verdict "mended: nothing is said to be mended" sh -c "! grep -q 'again' '$dir/out'"

# --- names and data that drive a terminal

# harmless FILE... - no control character in it but line feeds.
harmless() { ! cat "$@" | LC_ALL=C tr -d '\n\040-\176' | grep -q .; }
escaped=$(printf 'e\033[31m')
ip -n "$S" link add "$escaped" type veth peer name e1 && ip -n "$S" link set e1 up && ip -n "$S" link set "$escaped" up && ip -n "$S" address add 203.0.113.1/24 dev "$escaped"
ip -n "$S" route replace default dev "$escaped"
doctor
says "an interface whose name is an escape" 0 '^ok   interface .*u001b\[31m, of the default route'
verdict "an interface whose name is an escape: is printed harmless" harmless "$dir/out"
sed 's/^interface.*//; s/none/each/' "$dir/plain.yaml" >"$dir/each.yaml"
serve -c "$dir/each.yaml" || exit 1
finish
verdict "it is served: is printed harmless" harmless "$dir/serve.err"
ip -n "$S" link del "$escaped"
serve -c "$dir/each.yaml" -i s0 || exit 1
from_c 5 -p 1b5b33316d0a9b07 -s 1000 192.0.2.1
finish
verdict "escapes in a ping's data: logged" grep -q 'seq 5 1000 octets' "$dir/serve.err"
verdict "escapes in a ping's data: none in the log" harmless "$dir/serve.err"

# --- without privileges

cp "$JAR" "$dir/nyanpong.jar"
nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
if $nobody "$JAVA" -version >/dev/null 2>&1; then
    serve || exit 1
    kill_both
    # shellcheck disable=SC2086 # words
    ip netns exec "$S" $nobody "$JAVA" -jar "$dir/nyanpong.jar" doctor --repair -c "$dir/plain.yaml" >"$dir/out" 2>"$dir/err"
    code=$?
    says "as nobody" 77 '^FAIL privileges no CAP_NET_RAW.*setpriv' '^ok   interface  s0' '^FAIL engine .*EPERM' \
        '^warn echo .*/run/nyanpong.*root' '^warn firewall .*CAP_NET_ADMIN'
    verdict "as nobody: nothing is touched" echo_is "1 1"
    # shellcheck disable=SC2086 # words
    ip netns exec "$S" $nobody "$JAVA" -jar "$dir/nyanpong.jar" doctor -i s0 -c "$dir/secret.yaml" >"$dir/out" 2>"$dir/err"
    code=$?
    says "as nobody: a configuration that is not to be read, and the rest" 77 '^FAIL config .*permission denied' '^ok   interface  s0'
    doctor -c "$dir/plain.yaml" --repair
    says "then as root: mended" 0 '^ok   echo .*set to 0 again'
    verdict "then as root: the settings are as they were" echo_is "0 0"
else
    echo "*** SKIPPED another user's: $JAVA is not theirs to run"
fi
exit "$bad"
