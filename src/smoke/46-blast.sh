#!/bin/sh
# The load generator finds all that answers right and what does not, and refuses where it is nobody's test bed.
# needs: root ip python3
. "$(dirname "$0")/lib.sh"

two_namespaces

blast() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" blast "$@" >"$dir/out" 2>"$dir/err"; }

# json FIELD - of the last blast.
json() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$dir/out" "$1"; }

# refuses NAME CODE WORDS ARGUMENTS...
refuses() {
    title=$1 code=$2 words=$3
    shift 3
    blast "$@"
    got=$?
    if [ "$got" = "$code" ] && grep -q -- "$words" "$dir/err"; then ok "$title"; else fail "$title: exit $got: $(cat "$dir/err" "$dir/out")"; fi
}

# all_right NAME ARGUMENTS... - every request is answered as it must be.
all_right() {
    title=$1
    shift
    if blast --netns "$C" -i c0 --format json "$@" && [ "$(json lost)" = 0 ] && [ "$(json wrong)" = 0 ] && [ "$(json sent)" -gt 100 ]; then
        ok "$title: $(json sent) requests, p50 $(json rtt_p50_us) us"
    else
        fail "$title: $(cat "$dir/out" "$dir/err")"
    fi
}

all_right "the kernel's own echo" --rate 5000 --count 5000 192.0.2.1
cat >"$dir/drawn.yaml" <<'YAML'
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
log: none
YAML
serve -c "$dir/drawn.yaml" || exit 1
all_right "nyanpong, plain, IPv6" --in-turn --rate 0 --count 3000 --size 200 2001:db8::1
all_right "nyanpong, drawing" --rate 5000 --count 2800 --data cisco --size 100 192.0.2.1
# 70 x 20 cells, twice: its two frames.
errors=$(json errors)
ink=$(cat "$smoke/../../frames/nyan/01.txt" "$smoke/../../frames/nyan/02.txt" | tr -cd 'U&' | wc -c)
if [ "$errors" = "$ink" ]; then ok "each U and & of two pictures is an error"; else fail "ink: $errors errors of $ink"; fi
finish

# Somebody in between spoils one octet in a hundred answers.
cat >"$dir/spoil.py" <<'PY'
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
s.bind(("s0", 0x0800))
print("ready", flush=True)
n = 0
while True:
    p = bytearray(s.recv(2000))
    if p[23] != 1 or p[34] != 8:
        continue
    n += 1
    p[0:6], p[6:12], p[26:30], p[30:34], p[34] = p[6:12], p[0:6], p[30:34], p[26:30], 0
    c = (p[36] << 8 | p[37]) + 0x800
    c = (c & 0xffff) + (c >> 16)
    p[36:38] = c.to_bytes(2, "big")
    if n % 100 == 0:
        p[60:64] = p[62:64] + p[60:62]
    s.send(p)
PY
ip netns exec "$S" sh -c 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all'
ip netns exec "$S" python3 "$dir/spoil.py" >"$dir/spoil" &
until_true 5 grep -q ready "$dir/spoil"
blast --netns "$C" -i c0 --format json --rate 1000 --count 1000 192.0.2.1
code=$?
if [ "$code" = 1 ] && [ "$(json wrong)" = 10 ] && grep -q 'first wrong answer: data' "$dir/err"; then
    ok "words that changed places are found, though their sum is right"
else
    fail "spoilt: exit $code: $(cat "$dir/out" "$dir/err")"
fi
kill $!

refuses "who does not answer gets no flood" 69 'answers no ping' --netns "$C" -i c0 --flood 192.0.2.1
refuses "nobody there" 69 'nobody on c0' --netns "$C" -i c0 192.0.2.77
refuses "behind a router" 77 'not on the link' --netns "$C" -i c0 198.51.100.1
refuses "the machine's own namespace" 77 'netns' --netns /proc/self/ns/net -i c0 --flood 192.0.2.1
refuses "without a namespace or a word" 77 'must be yours' -i lo 192.0.2.1
refuses "a flood without a namespace" 77 'at most without --netns' -i lo --i-own 192.0.2.1 --flood 192.0.2.1
exit "$bad"
