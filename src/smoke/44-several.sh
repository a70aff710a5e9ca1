#!/bin/sh
# Two responders in one namespace, each with a socket of its own: `nyanpong reload` and `top` ask which one is meant; and what
# one leaves that is killed is gone after the next start.
# needs: root ip python3
. "$(dirname "$0")/lib.sh"

two_namespaces
chmod 755 "$dir" # a reload reads it as nobody
ip -n "$S" link add s1 type veth peer name c1 netns "$C"
ip -n "$S" link set s1 up
ip -n "$C" link set c1 up
printf '%s\n' 'interface: s1' 'programme: []' 'log: none' >"$dir/second.yaml"

asks() { in_s "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@" >"$dir/asked" 2>&1; }

# shellcheck disable=SC2086 # a list of words
ip netns exec "$S" setsid env --default-signal=TERM "$JAVA" $quick -jar "$JAR" serve -c "$dir/second.yaml" --takeover virtual \
    --address 192.0.2.50 >"$dir/second" 2>&1 </dev/null &
second=$!
serve || exit 1
second_is_ready() { grep -q '^ready ' "$dir/second"; }
until_true 20 second_is_ready || fail "the second: $(head -c 300 "$dir/second")"

asks reload
verdict "reload: exit $?, and both are named" grep -q ': name one by -i s0 --takeover sysctl, or -i s1 --takeover virtual$' "$dir/asked"
asks reload -i s1
verdict "reload -i s1: exit $?" grep -q "^reloaded $dir/second.yaml" "$dir/asked"
asks reload --takeover sysctl
verdict "reload --takeover sysctl: exit $?" grep -q "^reloaded $dir/plain.yaml" "$dir/asked"
asks top --format json --count 1 -i s1
verdict "top -i s1: exit $?" grep -q '"interface":"s1"' "$dir/asked"
asks top --format json --count 1 -i s9
verdict "top -i s9: exit $?, and who there is" grep -q 'no responder has -i s9 here; there is -i s0 .*, or -i s1 ' "$dir/asked"

kill -KILL "$second"
wait "$second" 2>/dev/null
asks reload
verdict "one killed, the other needs no name: exit $?" grep -q "^reloaded $dir/plain.yaml" "$dir/asked"
left=/run/nyanpong/$(basename "$(journal_of "$S")" | sed 's/sysctl/control/')-s1-virtual
touch -d '-1 minute' "$left" "$(echo "$left" | sed s/control-/top-/)"
finish
serve || exit 1
verdict "the next start deletes what it left" sh -c "[ ! -e '$left' ] && [ ! -e '$(echo "$left" | sed s/control-/top-/)' ]"
finish
exit $bad
