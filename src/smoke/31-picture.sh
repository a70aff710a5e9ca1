#!/bin/sh
# The picture, read back cell for cell: from `nyanpong ping`, from a capture, and from requests in disorder.
# needs: root ip ping python3 tcpdump
# engines: ring socket
. "$(dirname "$0")/lib.sh"

two_namespaces
watch

nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

# picture HOST CELLS [ARGUMENTS...] - what `nyanpong ping` prints between its header and its last line.
picture() {
    host=$1 cells=$2
    shift 2
    ip netns exec "$C" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$host" --repeat "$cells" "$@" >"$dir/said"
    sed '1,2d; $d' "$dir/said"
}

# same NAME FILE FILE - ok if both pictures are the same.
same() {
    if cmp -s "$2" "$3"; then
        judge "$1"
    else
        fail "$1: $(diff "$2" "$3" | head -n 6)"
    fi
}

# Every shipped art in rotation, first for IPv4, then, with their next frames, for IPv6; but for the clock, which may strike.
arts=$(nyanpong art list | cut -d' ' -f1 | grep -vx clock)
# How a score is reached is the same for either engine; the other one shows a few.
case $ENGINE in socket | xdp) few=6 ;; *) few=99 ;; esac
arts=$(echo "$arts" | head -n $few)
cat >"$dir/arts.yaml" <<YAML
interface: s0
programme:
  - match: { client: cisco }
    canvas: cisco
    play: [$(echo $arts | sed 's/ /, /g')]
log: sessions
YAML
serve -c "$dir/arts.yaml" || exit 1
for host in 192.0.2.1 2001:db8::1; do
    case $host in *:*) frame=2 six=-6 ;; *) frame=1 six= ;; esac
    for art in $arts; do
        # The one that writes the client's address is previewed for the very client that this is.
        nyanpong preview $six "$art" --frame $frame >"$dir/want" 2>/dev/null ||
            nyanpong preview $six "$art" >"$dir/want" 2>/dev/null
        cells=$(tr -d '\n' <"$dir/want" | wc -c)
        picture $host "$cells" >"$dir/have"
        same "$art to $host: $cells cells in $(wc -l <"$dir/have") lines" "$dir/want" "$dir/have"
    done
done
# Each art once for either protocol.
sessions=$((2 * $(echo "$arts" | wc -l)))
logged() {
    [ "$(grep -c ': drawing ' "$dir/serve.err")" -eq $sessions ] &&
        [ "$(grep -c 'to its last cell' "$dir/serve.err")" -eq $sessions ]
}
until_true 5 logged
verdict "the log tells each session's art" logged

# Whoever does not look like a router gets plain replies, as the configuration says.
from_c 60 192.0.2.1
finish

captured() { python3 "$smoke/read.py" "$dir/capture" >"$dir/have" 2>&1 && cmp "$dir/nyan" "$dir/have"; }

# One frame of the cat for everybody: from a capture, and in disorder.
mkdir -p "$dir/frames/cat" "$dir/frames/four" "$dir/frames/dot"
cp "$smoke/../../frames/nyan/01.txt" "$dir/frames/cat/"
cat >"$dir/cat.yaml" <<YAML
interface: s0
frames: frames
programme:
  - canvas: cisco
    play: [cat]
log: none
YAML
serve -c "$dir/cat.yaml" || exit 1
cp "$dir/frames/cat/01.txt" "$dir/nyan"
for host in 192.0.2.1 2001:db8::1; do
    ip netns exec "$C" tcpdump -B 8192 -i c0 -w "$dir/capture" -U \
        "icmp or (icmp6 and (ip6[40] == 128 or ip6[40] == 129 or ip6[40] == 1 or ip6[40] == 3))" \
        >"$dir/tcpdump" 2>&1 &
    capture=$!
    until_true 10 grep -q listening "$dir/tcpdump"
    picture $host 1400 >"$dir/have"
    same "nyan to $host, by the client" "$dir/nyan" "$dir/have"
    # The last packets reach the file when a block of the capture's buffer is full, or a second old.
    until_true 10 captured
    kill "$capture"
    wait "$capture" 2>/dev/null
    same "nyan to $host, by the capture" "$dir/nyan" "$dir/have"
    for order in swapped repeated late reversed-pairs shuffled wrap 0 300; do
        in_c python3 "$smoke/draw.py" $host 1400 $order >"$dir/have" 2>&1
        same "nyan to $host, requests $order" "$dir/nyan" "$dir/have"
    done
    in_c python3 "$smoke/draw.py" $host 1400 lost-first >"$dir/have" 2>&1
    sed '1s/^./ /' "$dir/nyan" >"$dir/want"
    same "nyan to $host, first request lost" "$dir/want" "$dir/have"
done
finish

# All four glyphs taken literally; ink as silence; a smaller picture centred.
printf '!!!!!U&.\n!U\n' >"$dir/frames/four/01.txt"
printf '   #\n' >"$dir/frames/dot/01.txt"
cat >"$dir/own.yaml" <<YAML
interface: s0
frames: frames
programme:
  - canvas: cisco
    ink: silence
    play: [four, dot]
YAML
serve -c "$dir/own.yaml" || exit 1
for art in four dot; do
    nyanpong preview $art --frames "$dir/frames" --ink silence >"$dir/want" 2>/dev/null
    cells=$(tr -d '\n' <"$dir/want" | wc -c)
    picture 192.0.2.1 "$cells" --timeout 1 >"$dir/have"
    same "$art, drawn by hand, ink silence" "$dir/want" "$dir/have"
done
verdict "literal glyphs stand as they were written" sh -c "
    '$JAVA' -jar '$JAR' preview four --frames '$dir/frames' 2>/dev/null | grep -q '^!*U&[.]!*$'"
finish
exit $bad
