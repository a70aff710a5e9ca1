#!/bin/sh
# Tags on real packets: the engine answers in the VLAN that it was asked in, whether or not this kernel has VLAN devices.
# needs: root ip python3
# waits
# engines: ring socket tcx xsk xdp
. "$(dirname "$0")/lib.sh"

classes="$smoke/../../target/test-classes:$smoke/../../target/classes"
two_namespaces
# No addresses of VLAN 100 are the kernel's here: it answers none of this.
index=$(ip netns exec "$S" cat /sys/class/net/s0/ifindex)
ip netns exec "$S" "$JAVA" --enable-native-access=ALL-UNNAMED -cp "$classes" nyanpong.engine.TaggedResponder \
    "$ENGINE" "$index" \
    2>"$dir/engine" &
until_true 20 grep -q ready "$dir/engine" || {
    fail "the engine did not start: $(head -c 300 "$dir/engine")"
    exit 1
}
watch
mac=$(ip netns exec "$S" cat /sys/class/net/s0/address)
in_c python3 "$smoke/tagged.py" c0 "$mac" >"$dir/have" 2>&1
for six in 4 6; do
    for sequence in 0 1; do
        case $six$sequence in 40) answer=0/0 ;; 41) answer=3/1 ;; 60) answer=129/0 ;; 61) answer=1/3 ;; esac
        if [ "$ENGINE" = xsk ]; then # leaves all with a tag to the kernel, which here has none of this
            in_vlan=silent with_priority=silent priority=silent
        else
            in_vlan="0x0064 $answer" with_priority="0xa064 $answer" priority="none $answer"
        fi
        echo "IPv$six 100, sequence $sequence: $in_vlan"
        echo "IPv$six 100, priority 5, sequence $sequence: $with_priority"
        echo "IPv$six 200, sequence $sequence: silent"
        echo "IPv$six priority only, sequence $sequence: $priority"
        echo "IPv$six service tag, sequence $sequence: silent"
        echo "IPv$six two tags, sequence $sequence: silent"
        echo "IPv$six none, sequence $sequence: none $answer"
    done
done >"$dir/want"
while read -r line; do
    verdict "$line" grep -qxF "$line" "$dir/have"
done <"$dir/want"
judge "the tags, on the wire"
[ "$bad" -eq 0 ] || sed 's/^/    /' "$dir/have"
exit $bad
