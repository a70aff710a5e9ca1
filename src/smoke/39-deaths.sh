#!/bin/sh
# What befalls the process: it stands still, collects garbage, runs out of memory, loses a thread, its disk is full. It goes on,
# or it ends and the kernel answers; it never hangs with echo off.
# needs: root ip ping python3
# alone
. "$(dirname "$0")/lib.sh"
quick=

two_namespaces
watch
tools=$(dirname "$JAVA")
classes="$smoke/../../target/test-classes"
answers() { in_c ping -n -q -c 1 -W 0.2 "$1" >/dev/null; }
said() { grep -q "$1" "$dir/serve.err"; }
sysctls() { in_s python3 "$smoke/sysctls.py" "$@"; }
journal=$(journal_of "$S") || exit 1

# --- it stands still: what comes in waits in the ring

# still NAME COMMAND... - pinged a thousand times a second for as long as the command takes.
still() {
    title=$1
    shift
    wire
    ip netns exec "$C" ping -n -D -i 0.001 192.0.2.1 >"$dir/faulty" 2>/dev/null &
    pinging=$!
    sleep 0.3
    "$@"
    ended=$(date +%s.%N)
    sleep 1.1
    kill -INT $pinging
    wait $pinging
    problem=
    if measured=$(python3 "$smoke/recovery.py" "$dir/faulty" "$ended"); then
        # shellcheck disable=SC2086 # four numbers
        set -- $measured
        [ "$3" -lt 1000 ] || problem="recovered too late;"
        [ "$1" -eq 0 ] || problem="$problem lost;"
        title="$title: recovered in $3 ms, $1 lost, $2 late"
    else
        problem=$measured
    fi
    judge "$title" "$problem"
}
stopped() {
    kill -STOP "$server"
    sleep 1
    kill -CONT "$server"
}
collected=0
collecting() {
    for i in 1 2 3; do
        "$tools/jcmd" "$server" GC.run >"$dir/collected" 2>&1 && grep -q 'executed successfully' "$dir/collected" && collected=$((collected + 1))
    done
}

# It opens no socket for jcmd later on.
JDK_JAVA_OPTIONS="-XX:+StartAttachListener" serve || exit 1
from_c 20 192.0.2.1
still "SIGSTOP for a second" stopped
still "three full collections" collecting
verdict "they were three" [ "$collected" -eq 3 ]

# --- the journal

# Without a right to the folder it cannot be written again, and the guardians do without.
rm -rf "${journal%/*}"
verdict "the journal's folder is removed: said" until_true 3 said 'the journal was removed, and cannot be written again'
ms=$(sysctls kill "$server")
finish none
verdict "then SIGKILL: restored by the guardian after $ms ms" [ "${ms%.*}" -lt 500 ]

# without_room MOUNT-OPTIONS COMMAND NAME PATTERN - `ip netns exec` gave the process mounts of its own.
without_room() {
    ip netns exec "$S" sh -c '
        mount -t tmpfs none /run && eval "$2" && mount -o "remount,$1" /run
        shift 2
        exec "$@"' sh "$1" "$2" "$JAVA" -XX:-UsePerfData -Djava.io.tmpdir=/run -jar "$JAR" serve -c "$dir/plain.yaml" \
        >"$dir/serve.out" 2>"$dir/serve.err"
    status=$?
    verdict "$3: exit $status is 69, with one line" [ "$status" -eq 69 -a "$(grep -c ^nyanpong: "$dir/serve.err")" -eq 1 ]
    verdict "$3: $(grep ^nyanpong: "$dir/serve.err" | cut -c1-180)" said "$4"
    verdict "$3: echo is the kernel's" echo_is "0 0"
}
without_room size=4k 'head -c 4096 /dev/zero >/run/full' "the disk is full" 'journal /run/nyanpong.*[Nn]o space left'
without_room ro : "nowhere to write" 'cannot be made ready.*no folder for'

# --- no memory

printf 'Agent-Class: nyanpong.support.Hunger\n' >"$dir/manifest"
"$tools/jar" --create --file "$dir/hunger.jar" --manifest "$dir/manifest" -C "$classes" nyanpong/support/Hunger.class
for log in none each; do
    sed "s/^log: .*/log: $log/" "$dir/plain.yaml" >"$dir/$log.yaml"
    # As another user it would not be let at the agent, and it opens no socket for jcmd later on.
    JDK_JAVA_OPTIONS="-Xmx32m -XX:+StartAttachListener" serve -c "$dir/$log.yaml" --user root || exit 1
    ip netns exec "$C" ping -n -q -i 0.001 -w 20 192.0.2.1 >"$dir/hungry" 2>&1 &
    pinging=$!
    sleep 0.2
    timeout 10 "$tools/jcmd" "$server" JVMTI.agent_load "$dir/hunger.jar" >/dev/null 2>&1
    until_true 10 gone "$server" || kill -KILL "$server"
    problem=$took_ms
    until_true 2 echo_is "0 0" || problem="echo stays off"
    finish none
    until_true 2 answers 192.0.2.1 || problem="nobody answers"
    kill -INT $pinging
    wait $pinging
    verdict "the heap is exhausted, log $log: it ended after $problem ms (exit $status), and the kernel answers: $(grep transmitted "$dir/hungry")" \
        [ "$status" -eq 1 ]
    sed 's/^/    /' "$dir/serve.err" | tail -n 2
done
wire

# --- a thread dies: by a debugger, which throws into it

# throw_into THREAD - an exception can be made only where a thread stands at a breakpoint: that of the echo watch, twice a second.
throw_into() {
    {
        echo threads
        echo stop in nyanpong.engine.takeover.SysctlTakeover.lost
        until_true 5 grep -q 'Breakpoint hit' "$dir/jdb"
        id=$(sed -n "s/.*)\(0x[0-9a-f]*\|[0-9]*\)  *nyanpong-$1 .*/\1/p" "$dir/jdb" | head -n 1)
        echo "kill $id new java.lang.StackOverflowError()"
        until_true 5 grep -q 'killed' "$dir/jdb"
        echo clear nyanpong.engine.takeover.SysctlTakeover.lost
        echo cont
        sleep 0.2
        echo exit
    } | ip netns exec "$S" "$tools/jdb" -attach 127.0.0.1:5005 >"$dir/jdb" 2>&1
}
for thread in packets plain host echo log; do
    JDK_JAVA_OPTIONS="-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005" serve -c "$dir/each.yaml" || exit 1
    # The debugger does not always get its way at once.
    for _ in 1 2 3 4 5; do
        throw_into $thread
        # Each is woken by what it waits for.
        in_s ping -n -q -c 1 -W 0.2 127.0.0.1 >/dev/null
        in_s ping -n -q -c 1 -W 0.2 ::1 >/dev/null
        answers 192.0.2.1
        ip -n "$S" address add 198.51.100.1/32 dev s0 2>/dev/null
        until_true 3 gone "$server" && break
        ip -n "$S" address del 198.51.100.1/32 dev s0
    done
    gone "$server" || kill -KILL "$server"
    took=$took_ms
    wait "$server" 2>/dev/null # not by finish: where the packet thread died, something waits for ever
    status=$?
    ip -n "$S" address del 198.51.100.1/32 dev s0 2>/dev/null
    verdict "thread $thread dies: ended after $took ms, exit $status is 1: $(grep 'thread failed' "$dir/serve.err" | cut -c1-100)" \
        [ "$status" -eq 1 ]
    verdict "thread $thread dies: the kernel answers" until_true 1 answers 192.0.2.1
done
exit "$bad"
