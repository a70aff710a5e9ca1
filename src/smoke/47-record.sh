#!/bin/sh
# A recorded session: readable by others, packet for packet what a capture beside it has, and replayed as its clients saw it.
# needs: root ip ping python3 tcpdump
. "$(dirname "$0")/lib.sh"
. "$smoke/pictures.sh"

two_namespaces

cat >"$dir/drawn.yaml" <<'YAML'
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [nyan]
  - match: { client: iputils, size: ">=200" }
    canvas: hexdump
    play: [heart]
  - match: { client: iputils, pace: ">=10" }
    canvas: flood
    play: [pong]
  - match: { client: iputils }
    canvas: ttl
    play: [heart]
  - canvas: delay
    play: [skyline]
log: none
YAML

# --- what cannot be recorded

echo kept >"$dir/there"
ln -s "$dir/elsewhere" "$dir/link"
for there in there link; do
    start -c "$dir/drawn.yaml" --write "$dir/$there"
    wait "$server"
    code=$?
    verdict "--write to a $there that is there: exit $code, one line" \
        [ "$code/$(grep -c 'is there already' "$dir/serve.err")/$(cat "$dir/there")" = 69/1/kept ]
done
verdict "nothing was written through the link" [ ! -e "$dir/elsewhere" ]

start -c "$dir/drawn.yaml" --write "$dir/nosuch/one.pcapng"
finish none
verdict "--write into no folder: exit $status, and it is named" [ "$status/$(grep -c "no folder $dir/nosuch" "$dir/serve.err")" = 69/1 ]

# --- a session of several clients

one=$dir/one.pcapng
serve -c "$dir/drawn.yaml" --write "$one" || exit 1
[ -z "$prompt" ] || chrt -a -r -p 1 "$server"
in_c tcpdump -U -n -i c0 -w "$dir/beside.pcap" 'icmp or icmp6' >"$dir/dump" 2>&1 &
dump=$!
until_true 10 grep -q 'listening on' "$dir/dump" || fail "tcpdump: $(cat "$dir/dump")"
for host in 192.0.2.1 2001:db8::1; do
    in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$host" --repeat 1400 | sed '1,2d; $d' >"$dir/cisco-$host"
    in_c ping -n -s 1416 -c 1 "$host" | grep '^#' >"$dir/dump-$host"
done
# Not to a terminal, so that what is wiped away can be told: a dot that a reply takes back has a backspace behind it.
# shellcheck disable=SC2086 # a list of words
in_c $prompt ping -n -f -c 240 -i 0.02 -W 0.1 192.0.2.1 >"$dir/flood" 2>/dev/null
# Far from the pace of a flood, as that one is from this, whoever else wants the processors.
# shellcheck disable=SC2086 # a list of words
in_c $prompt ping -n -i 0.25 -c 4 192.0.2.1 | sed -n 's/.* ttl=\([0-9]*\) .*/\1/p' >"$dir/ttl"
in_c fping -q -c 3 -p 100 192.0.2.1 >/dev/null 2>&1 # late answers, where it is installed
sleep 1

# As a SIGKILL would leave it now: all but the last second, in whole blocks.
python3 "$smoke/pcapng.py" count "$one" >"$dir/live"
verdict "within a second all is in the file: $(cat "$dir/live")" grep -q '^[0-9]* packets' "$dir/live"
kill "$dump"
finish
verdict "and it is told at the end" grep -q "recorded $(cut -d' ' -f1 "$dir/live") packets in $one" "$dir/serve.err"
verdict "its owner alone may read it" [ "$(stat -c %a "$one")" = 600 ]
# The responder's own books of what came in and went out.
said=$(python3 "$smoke/pcapng.py" check "$one" "$dir/beside.pcap" "$(received)" 2>&1)
case $said in
    ok\ *) ok "another reader finds ${said#ok }" ;;
    *) fail "another reader: $said" ;;
esac
if command -v tshark >/dev/null; then
    tshark -r "$one" -T fields -e frame.comment 2>"$dir/err" | grep -c '^nyanpong: ' >"$dir/comments"
    verdict "tshark shows $(cat "$dir/comments") comments" [ "$(cat "$dir/comments")" -gt 2900 ]
fi

# --- replayed

nyanpong replay "$one" -c "$dir/drawn.yaml" --format json >"$dir/programme" 2>"$dir/err" || fail "replay: $(cat "$dir/err")"
nyanpong replay "$one" -c "$dir/drawn.yaml" --format json --answers >"$dir/answers" 2>"$dir/err" || fail "replay: $(cat "$dir/err")"
nyanpong replay "$dir/beside.pcap" -c "$dir/drawn.yaml" --format json --answers >"$dir/beside" 2>"$dir/err" ||
    fail "replay: $(cat "$dir/err")"

nyanpong replay - -c "$dir/drawn.yaml" --format json <"$one" 2>"$dir/err" | cmp -s - "$dir/programme"
verdict "the same from stdin" [ $? -eq 0 ]
nyanpong replay "$one" -c "$dir/drawn.yaml" 2>"$dir/err" | head -n 1 >/dev/null
verdict "and who reads but a line of it is told nothing" [ ! -s "$dir/err" ]

# picture FILE CANVAS DESTINATION
picture() {
    python3 -c '
import json, sys
for line in open(sys.argv[1]):
    one = json.loads(line)
    if one.get("canvas") == sys.argv[2] and one["destination"] == sys.argv[3]:
        print("\n".join(one["lines"]))' "$@"
}
for how in programme answers beside; do
    for host in 192.0.2.1 2001:db8::1; do
        picture "$dir/$how" cisco "$host" >"$dir/have"
        verdict "$how, cisco $host: as the client printed it" cmp "$dir/cisco-$host" "$dir/have"
        picture "$dir/$how" hexdump "$host" >"$dir/have"
        verdict "$how, hexdump $host" cmp "$dir/dump-$host" "$dir/have"
    done
    picture "$dir/$how" flood 192.0.2.1 | tr -d '\n' >"$dir/have"
    # The first request, before its pace was known, got a reply of the rule after: its dot was wiped away.
    sed -n '2{s/.\x08//g; s/[^.E]//g; p}' "$dir/flood" | tr -d '\n' >"$dir/want"
    verdict "$how, flood: $(wc -c <"$dir/have") cells" [ "$(wc -c <"$dir/have")" -gt 200 ]
    verdict "$how, flood: as the client printed it" cmp "$dir/want" "$dir/have"
    picture "$dir/$how" ttl 192.0.2.1 >"$dir/have"
    verdict "$how, ttl" cmp "$dir/ttl" "$dir/have"
done
nyanpong replay "$one" -c "$dir/drawn.yaml" --art maneki --canvas cisco >"$dir/other" 2>/dev/null
verdict "another programme draws another picture, and says so" grep -q 'it was answered otherwise: --answers' "$dir/other"

# --- a reader that does not read, and one that is gone

mkfifo "$dir/pipe"
sleep 60 <"$dir/pipe" &
reader=$!
# to_stdout FILE - serves plainly, and writes to standard output.
to_stdout() {
    : >"$dir/serve.err"
    ip netns exec "$S" setsid env --default-signal=TERM "$JAVA" $quick -jar "$JAR" serve -c "$dir/plain.yaml" --write - \
        >"$1" 2>"$dir/serve.err" </dev/null &
    server=$!
    until_true 30 is_ready_or_gone
}
to_stdout "$dir/pipe"
in_c ping -q -n -f -c 3000 -s 1400 192.0.2.1 >"$dir/ping"
begin=$(now_ms)
finish
took=$(($(now_ms) - begin))
verdict "--write - to one that does not read: exit $status after $took ms, every ping answered, and it is said" \
    [ "$status/$(grep -c ' 0% packet loss' "$dir/ping")/$(grep -c 'its reader does not read' "$dir/serve.err")/$(grep -c 'does not end' "$dir/serve.err")" = 143/1/1/0 \
    -a "$took" -lt 4000 ]
kill "$reader"
to_stdout /dev/full
in_c ping -q -n -c 1 192.0.2.1 >"$dir/ping"
finish
verdict "--write - to what is full from the start ends the recording, and not the serving" \
    [ "$(grep -c ' 0% packet loss' "$dir/ping")/$(grep -c 'ERROR --write -: No space left on device: the recording ends' "$dir/serve.err")" = 1/1 ]

# --- at the limit, and on a full disk

serve -c "$dir/drawn.yaml" --write "$dir/limited.pcapng" --write-limit 1 || exit 1
in_c ping -q -n -i 0.001 -c 600 -s 1416 192.0.2.1 >"$dir/ping"
finish
size=$(stat -c %s "$dir/limited.pcapng")
verdict "--write-limit 1: $size octets, and every ping answered" [ "$size" -le 1000000 -a "$size" -gt 900000 -a \
    "$(grep -c '600 received' "$dir/ping")/$(grep -c 'its limit is reached' "$dir/serve.err")" = 1/1 ]
python3 "$smoke/pcapng.py" count "$dir/limited.pcapng" >"$dir/live" || fail "limited: $(cat "$dir/live")"

mkdir "$dir/small"
mount -t tmpfs -o size=256k none "$dir/small"
serve -c "$dir/drawn.yaml" --write "$dir/small/full.pcapng" || exit 1
in_c ping -q -n -i 0.001 -c 600 -s 1416 192.0.2.1 >"$dir/ping"
finish
python3 "$smoke/pcapng.py" count "$dir/small/full.pcapng" >"$dir/live"
verdict "a full disk ends the recording in one line, at a whole packet ($(cat "$dir/live")), and not the serving" \
    [ "$(grep -c '600 received' "$dir/ping")/$(grep -c 'No space left on device' "$dir/serve.err")/$(grep -c packets "$dir/live")" = 1/1/1 ]
umount "$dir/small"

exit $bad
