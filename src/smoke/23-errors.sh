#!/bin/sh
# What keeps `serve` from starting: the documented exit code, one line on stderr that says what would help, no stack trace,
# and the kernel's echo as it was.
# needs: root ip ping python3 setpriv unshare
. "$(dirname "$0")/lib.sh"

two_namespaces

# refused NAME CODE PATTERN COMMAND... - the command runs in the responder's namespace.
refused() {
    title=$1 code=$2 pattern=$3
    shift 3
    in_s timeout 30 "$@" >"$dir/out" 2>"$dir/err" </dev/null
    status=$?
    problem=
    [ "$status" -eq "$code" ] || problem="exit $status, want $code;"
    grep -q "$pattern" "$dir/err" || problem="$problem nothing says '$pattern';"
    [ ! -s "$dir/out" ] || problem="$problem stdout: $(head -c 200 "$dir/out");"
    ! grep -q '^[[:space:]]*at \|Exception' "$dir/err" || problem="$problem a stack trace;"
    [ "$(wc -l <"$dir/err")" -eq "${lines-1}" ] || problem="$problem $(wc -l <"$dir/err") lines;"
    echo_is "0 0" || problem="$problem settings $(echo_off "$S");"
    if [ -z "$problem" ]; then ok "$title"; else fail "$title: $problem stderr: $(head -c 400 "$dir/err")"; fi
}

nyanpong() { echo "$JAVA" -jar "$JAR" serve "$@"; }
configured() { printf '%s\n' "$@" >"$dir/given.yaml"; }

# shellcheck disable=SC2046 # words
{
    refused "no such interface" 69 'nosuch0.*no such interface.*s0' $(nyanpong -c "$dir/plain.yaml" -i nosuch0)
    refused "not Ethernet" 69 'lo.*not Ethernet' $(nyanpong -c "$dir/plain.yaml" -i lo)
    ip -n "$S" link add br0 type bridge
    ip -n "$S" link add p0 type veth peer name p1
    ip -n "$S" link set p0 master br0
    refused "a bridge's port names its bridge" 69 'p0.*br0.*-i br0' $(nyanpong -c "$dir/plain.yaml" -i p0)
    ip -n "$S" link del br0
    ip -n "$S" link del p0
    refused "an address that is not ours" 69 '192.0.2.200' $(nyanpong -c "$dir/plain.yaml" --address 192.0.2.200)
    ip -n "$S" route del default via 192.0.2.2
    ip -n "$S" -6 route del default via 2001:db8::2
    configured 'programme: []'
    refused "no default route" 69 'auto.*no default route.*-i' $(nyanpong -c "$dir/given.yaml")

    refused "no such configuration" 78 'nosuch.yaml' $(nyanpong -c "$dir/nosuch.yaml")
    refused "a configuration that is a folder" 78 "$dir" $(nyanpong -c "$dir")
    configured 'interface: s0' 'colour: red'
    refused "an unknown key: file, line, column" 78 'given.yaml:2:1:.*colour' $(nyanpong -c "$dir/given.yaml")
    configured 'interface: s0' 'limits: { sessions: 1 }' 'log: loud'
    lines=2
    refused "two errors: both at once" 78 'given.yaml:3:6:.*log' $(nyanpong -c "$dir/given.yaml")
    unset lines
    configured 'interface: [s0'
    refused "not YAML: file, line, column" 78 'given.yaml:[0-9]*:[0-9]*:' $(nyanpong -c "$dir/given.yaml")
    configured 'interface: s0' 'programme:' '  - canvas: cisco' '    play: [nosuchart]'
    refused "an unknown art names those there are" 78 'nosuchart.*nyan' $(nyanpong -c "$dir/given.yaml")
    refused "an unknown art by flag" 78 'nosuchart.*nyan' $(nyanpong -c "$dir/plain.yaml" --art nosuchart)
    refused "an unknown engine by flag" 78 'engine' $(nyanpong -c "$dir/plain.yaml" --engine steam)
    NYANPONG_LOG=loud
    export NYANPONG_LOG
    refused "an unknown word in the environment" 78 'NYANPONG_LOG' $(nyanpong -c "$dir/plain.yaml")
    unset NYANPONG_LOG
}

# Privileges; the other user must be able to read the jar and the configuration.
mkdir "$dir/shared"
cp "$JAR" "$dir/shared/nyanpong.jar"
cp "$dir/plain.yaml" "$dir/shared/"
chmod 755 "$dir" "$dir/shared"
nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
serve_as="$JAVA -jar $dir/shared/nyanpong.jar serve -c $dir/shared/plain.yaml"
as_nobody() { $nobody "$JAVA" -version >/dev/null 2>&1; }
# shellcheck disable=SC2086 # words
if as_nobody; then
    refused "without CAP_NET_RAW" 77 'AF_PACKET.*+net_raw' $nobody $serve_as
    refused "without CAP_NET_ADMIN" 77 'icmp_echo_ignore_all.*+net_admin' \
        $nobody --inh-caps +net_raw --ambient-caps +net_raw $serve_as
    refused "with CAP_NET_ADMIN alone" 77 'AF_PACKET.*+net_raw' \
        $nobody --inh-caps +net_admin --ambient-caps +net_admin $serve_as
else
    echo "*** SKIPPED another user's: $JAVA is not theirs to run"
fi
# shellcheck disable=SC2016 # for the inner shell
refused "/proc/sys read-only" 77 'net.ipv4.icmp_echo_ignore_all.*proc/sys' \
    unshare --mount sh -c 'mount --bind /proc/sys /proc/sys && mount -o remount,ro,bind /proc/sys && exec "$@"' sh \
    "$JAVA" -jar "$JAR" serve -c "$dir/plain.yaml"

# Both capabilities are enough, without being root.
# shellcheck disable=SC2086 # words
if as_nobody; then
    ip netns exec "$S" env --default-signal $nobody --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin \
        $serve_as >"$dir/serve.out" 2>"$dir/serve.err" </dev/null &
    server=$!
    until_true 30 is_ready_or_gone
    verdict "both capabilities are enough" is_ready
    watch
    from_c 20 192.0.2.1
    from_c 20 -s 4000 192.0.2.1
    ms=$(in_s python3 "$smoke/sysctls.py" kill "$server")
    finish none
    verdict "and restored by the guardian after SIGKILL ($ms ms)" [ "$ms" != never ]
fi

verdict "no file is left" sh -c "! ls $(journal_of "$S")* 2>/dev/null"
exit "$bad"
