#!/bin/sh
# After its start no thread of `serve` has any privilege, whoever started it, and all that it does goes on without.
# needs: root ip ping python3 setpriv unshare
. "$(dirname "$0")/lib.sh"

two_namespaces
classes=$smoke/../../target/test-classes:$JAR
journal=$(journal_of "$S") || exit 1

# status_of PID FIELD... - each different value that its threads have, of /proc/PID/task/*/status.
status_of() {
    process=$1
    shift
    for field; do
        sed -n "s/^$field:[[:space:]]*//p" "/proc/$process/task/"*/status | tr -s '[:blank:]' ' ' | sort -u | tr '\n' ';'
    done
}

# powerless NAME PID UID [BOUNDING] - what the kernel says of every thread.
powerless() {
    none=0000000000000000
    problem=
    [ "$(ls "/proc/$2/task" | wc -l)" -gt 10 ] || problem="only $(ls "/proc/$2/task" | wc -l) threads;"
    for set in CapInh CapPrm CapEff CapAmb ${4-CapBnd}; do
        found=$(status_of "$2" "$set")
        [ "$(echo "$found" | tr -d ' ;')" = $none ] || problem="$problem $set $found"
    done
    found=$(status_of "$2" Uid Gid | tr ';' ' ' | tr -s ' ' '\n' | sort -u | tr -d '\n')
    [ "$found" = "$3" ] || problem="$problem uid and gid $found;"
    found=$(status_of "$2" NoNewPrivs Seccomp | tr -d ' \n')
    [ "$found" = "1;2;" ] || problem="$problem no-new-privileges and seccomp $found"
    if [ -z "$problem" ]; then ok "$1"; else fail "$1: $problem"; fi
}
ready_within() { until_true 30 is_ready_or_gone && is_ready; }
alone() { [ -z "$(ip netns pids "$S")" ]; }
no_file() { ! ls "$journal"* >/dev/null 2>&1; }
given_back() {
    until_true 5 echo_is "0 0"
    until_true 5 alone
    if echo_is "0 0" && alone && no_file; then
        ok "$1: echo given back"
    else
        fail "$1: settings $(echo_off "$S"); $(ls "$journal"* 2>&1); $(ip netns pids "$S" | xargs ps -o pid,args -p)"
    fi
}

# --- from root

serve || exit 1
# shellcheck disable=SC2012 # numbers
powerless "from root: no thread has a privilege" "$server" 65534
verdict "from root: no supplementary groups" [ "$(status_of "$server" Groups | tr -d ' ;')" = "" ]
verdict "from root: it says so" grep -q \
    'privileges: tasks=[0-9]* uid=65534 gid=65534 capabilities=none bounding=none no-new-privileges=on seccomp=on' "$dir/serve.err"
verdict "from root: nobody's other processes cannot look into it" \
    sh -c "! setpriv --reuid 65534 --regid 65534 --clear-groups ls /proc/$server/fd >/dev/null 2>&1"
verdict "from root: the JVM's counters are hidden" [ ! -e "/tmp/hsperfdata_root/$server" ]
watch
from_c 20 192.0.2.1
from_c 20 2001:db8::1
# Longer than it takes to look after the journal, which it may not see any more.
sleep 1
# mktemp's folder is root's alone.
verdict "from root: it warns of what nobody may not read, and of nothing else" [ "$(grep -c WARN "$dir/serve.err")/$(grep -c \
    "WARN user nobody may not read $dir/plain.yaml, for $dir is closed to it, .*: chmod o+x $dir, or" "$dir/serve.err")" = 1/1 ]
verdict "from root: no folder of its own beside" [ ! -e /tmp/nyanpong-65534 ]
from_c 20 -s 4000 192.0.2.1
lossless "loopback" 20 in_s ping -n -q -i 0.01 127.0.0.1

ip -n "$S" address add 192.0.2.77/24 dev s0
sleep 0.3
from_c 20 192.0.2.77
ip -n "$S" link set s0 down
sleep 0.3
ip -n "$S" link set s0 up
until_true 5 in_c ping -n -q -c 1 -W 1 192.0.2.1
wire
ip -n "$S" address add 2001:db8::1/64 dev s0 nodad # it goes with the link
sleep 0.3
from_c 20 192.0.2.1
from_c 20 2001:db8::1
# New threads of the JVM have it from those that start them.
in_c ping -n -q -f -c 20000 192.0.2.1 >"$dir/flood" 2>&1
verdict "a flood of 20000" grep -q ' 0% packet loss' "$dir/flood"
powerless "later: no thread has a privilege" "$server" 65534

# mktemp's folder is root's alone.
python3 "$smoke/control.py" "$(control_of "$S")" reload >"$dir/asked" 2>&1
verdict "a reload of what nobody may read: told" grep -q "plain.yaml: permission denied" "$dir/asked"
from_c 20 192.0.2.1

begin=$(now_ms)
finish
took=$(($(now_ms) - begin))
verdict "TERM: exit code $status is 143, in time ($took ms)" [ "$status" -eq 143 -a "$took" -lt 2000 ]
given_back "TERM"

# --- what it could do for whoever takes it over

index() { in_s cat "/sys/class/net/$1/ifindex"; }
in_s "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$classes" nyanpong.app.process.PrivilegesTrial "$(index s0)" "$(index lo)" \
    >"$dir/trial" 2>&1
for said in "before: socket(AF_PACKET) true" "older thread: socket(AF_PACKET) -1" "socket(AF_PACKET) -1" "execve -1" "bpf -1" \
    "setresuid(0) -1" "another filter -1" "no filter -1" "unlocked -1" "bound elsewhere 0" "and back 0" "sysctl false"; do
    verdict "from inside: $said" grep -qxF "$said" "$dir/trial"
done
[ "$bad" -eq 0 ] || cat "$dir/trial"

# --- other users

mkdir "$dir/shared"
cp "$JAR" "$dir/shared/nyanpong.jar"
cp "$dir/plain.yaml" "$dir/shared/"
chmod 755 "$dir" "$dir/shared"
serve -c "$dir/plain.yaml" --user 12345 || exit 1
powerless "--user 12345" "$server" 12345
finish
given_back "--user 12345"

serve -c "$dir/plain.yaml" --user root || exit 1
verdict "--user root: keeps its capabilities" [ "$(status_of "$server" CapEff)" != "0000000000000000;" ]
verdict "--user root: but not its system calls" [ "$(status_of "$server" Uid NoNewPrivs Seccomp)" = "0 0 0 0;1;2;" ]
finish
given_back "--user root"

start -c "$dir/plain.yaml" --user nosuchuser
finish none
verdict "an unknown user: exit code $status is 69" [ "$status" -eq 69 ]
verdict "an unknown user: said" grep -q 'user nosuchuser: not in /etc/passwd' "$dir/serve.err"

# as CAPABILITIES - not from root: another user's, with ambient capabilities.
as() {
    : >"$dir/serve.err"
    ip netns exec "$S" env --default-signal setpriv --reuid 65533 --regid 65533 --clear-groups --inh-caps "$1" \
        --ambient-caps "$1" "$JAVA" -jar "$dir/shared/nyanpong.jar" serve -c "$dir/shared/plain.yaml" --engine "$ENGINE" \
        >"$dir/serve.out" 2>"$dir/serve.err" </dev/null &
    server=$!
    ready_within
}
if setpriv --reuid 65533 --regid 65533 --clear-groups "$JAVA" -version >/dev/null 2>&1; then
    verdict "from ambient capabilities: serves" as +net_raw,+net_admin
    powerless "from ambient capabilities: no thread has a privilege" "$server" 65533 ""
    from_c 20 192.0.2.1
    finish
    given_back "from ambient capabilities, TERM"

    in_s sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all; echo 1 >/proc/sys/net/ipv6/icmp/echo_ignore_all'
    verdict "CAP_NET_RAW is enough where echo is off already" as +net_raw
    powerless "CAP_NET_RAW alone: no thread has a privilege" "$server" 65533 ""
    from_c 20 192.0.2.1
    finish
    in_s sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all; echo 0 >/proc/sys/net/ipv6/icmp/echo_ignore_all'

    # Root of a user namespace, where there is no user to become.
    setpriv --reuid 65533 --regid 65533 --clear-groups unshare --user --map-root-user --net sh -c '
        ip link add s0 type veth peer name c0 && ip link set lo up && ip link set s0 up && ip link set c0 up &&
        ip address add 192.0.2.1/24 dev s0 && exec "$@"' sh \
        "$JAVA" -jar "$dir/shared/nyanpong.jar" serve -c "$dir/shared/plain.yaml" >"$dir/serve.out" 2>"$dir/serve.err" &
    server=$!
    verdict "root of a user namespace: serves" ready_within
    powerless "root of a user namespace: no thread has a privilege" "$server" 65533
    finish
    verdict "root of a user namespace: exit code $status is 143" [ "$status" -eq 143 ]
else
    echo "*** SKIPPED another user's: $JAVA is not theirs to run"
fi

exit "$bad"
