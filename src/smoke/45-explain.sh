#!/bin/sh
# Explained offline, a captured session gets the very answers that it got on the wire.
# needs: root ip ping python3 tcpdump
. "$(dirname "$0")/lib.sh"

two_namespaces

nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

cat >"$dir/drawn.yaml" <<'YAML'
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
  - match: { client: iputils, size: ">=200" }
    canvas: hexdump
    play: [nyan]
  - match: { client: iputils }
    canvas: bars
    play: [skyline]
log: none
YAML
serve -c "$dir/drawn.yaml" || exit 1
in_c tcpdump -U -n -i c0 -w "$dir/one.pcap" 'icmp or icmp6' >"$dir/dump" 2>&1 &
dump=$!
until_true 10 grep -q 'listening on' "$dir/dump" || fail "tcpdump: $(cat "$dir/dump")"
for host in 192.0.2.1 2001:db8::1; do
    in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$host" --repeat 300 >/dev/null
    in_c ping -n -q -i 0.01 -c 20 "$host" >/dev/null
    in_c ping -n -q -i 0.01 -c 3 -s 1416 "$host" >/dev/null
    in_c ping -n -q -i 0.01 -c 2 -s 4000 "$host" >/dev/null
done
# More than a buffer's worth of packets has been written when the last one has.
until_true 5 sh -c "[ \$(tcpdump -n -r '$dir/one.pcap' 2>/dev/null | wc -l) -ge 1310 ]"
kill "$dump"
finish

python3 "$smoke/explained.py" convert "$dir/one.pcap" "$dir" || fail "convert"
for form in one.pcap big.pcap nano.pcap little.pcapng big.pcapng; do
    nyanpong explain "$dir/$form" -c "$dir/drawn.yaml" --format json --hex >"$dir/$form.json" 2>"$dir/err" ||
        fail "explain $form: $(cat "$dir/err")"
done
said=$(python3 "$smoke/explained.py" compare "$dir/one.pcap" "$dir/one.pcap.json")
case $said in
    ok\ *) ok "explained as it was answered: ${said#ok }" ;;
    *) fail "explained: $said" ;;
esac
for form in big.pcap nano.pcap little.pcapng big.pcapng; do
    # Flow labels and identifiers are chosen anew in each run.
    if [ "$(python3 "$smoke/explained.py" mask "$dir/$form.json")" = "$(python3 "$smoke/explained.py" mask "$dir/one.pcap.json")" ]; then
        ok "$form is explained alike"
    else
        fail "$form: not as one.pcap"
    fi
done

# In words; and what breaks off, or is none.
nyanpong explain "$dir/one.pcap" -c "$dir/drawn.yaml" >"$dir/text"
verdict "in words" grep -q '^  error, nyan cell [0-9]*: 192.0.2.1 > 192.0.2.2 ICMP 3/1 destination unreachable, TTL 64$' "$dir/text"
verdict "answers are told as such, each with its request" [ "$(grep -c '^  answers [0-9]' "$dir/text")" -gt 600 \
    -a "$(grep -A 1 'echo reply\|unreachable' "$dir/text" | grep -c not_echo_request)" = 0 ]
size=$(stat -c %s "$dir/one.pcap")
head -c $((size - 7)) "$dir/one.pcap" >"$dir/cut.pcap"
nyanpong explain "$dir/cut.pcap" -c "$dir/drawn.yaml" >"$dir/cut" 2>"$dir/err"
code=$?
verdict "a capture that breaks off: exit code $code, $(wc -l <"$dir/err") line" \
    [ "$code/$(wc -l <"$dir/err")/$(wc -l <"$dir/cut")" = "1/1/$(($(wc -l <"$dir/text") - 2))" ]
nyanpong explain "$JAR" >"$dir/none" 2>"$dir/err"
verdict "what is no capture: one line" grep -q 'neither pcap nor pcapng' "$dir/err"
exit $bad
