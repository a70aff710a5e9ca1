#!/bin/sh
# A wall clock that jumps while it serves: hours ahead and back, before 1970, beyond 2038 and 2106. What is drawn by the hour follows
# it; no ping, picture, wait or line of the log suffers.
# needs: root ip ping python3 cc
# waits
# shellcheck disable=SC2086 # $prompt and $quick are lists of words
. "$(dirname "$0")/lib.sh"
. "$smoke/pictures.sh"

chmod 755 "$dir"
head -c 8 /dev/zero >"$dir/off"
cc -shared -fPIC -nostdlib -o "$dir/clock.so" "$smoke/clock.c" || exit 1
by_that_clock="env TZ=UTC0 CLOCK=$dir/off LD_PRELOAD=$dir/clock.so"
# it_is WHEN - sets the clock, and only that of what is run by it.
it_is() { python3 -c 'import struct, sys, time
open(sys.argv[1], "r+b").write(struct.pack("=q", int(sys.argv[2]) - int(time.time())))' "$dir/off" "$(date -u -d "$1" +%s)"; }

two_namespaces
for n in 3 4; do ip -n "$C" address add 192.0.2.$n/24 dev c0; done
watch

printf '!!!!!UU' | art even
printf '!!!!!!U' | art odd
printf '#\n #\n' | art first
printf ' #\n#\n' | art second
bars 24 24 24 24 24 24 24 24 24 24 24 24 24 24 24 24 | art tall
cat >"$dir/clock.yaml" <<YAML
interface: s0
frames: frames
programme:
  - match: { source: 192.0.2.3 }
    answer: reply
  - match: { source: 192.0.2.4 }
    canvas: delay
    play: [tall]
    longest: 480ms
    width: 16
  - match: { source: "2001:db8::/32" }
    canvas: cisco
    play: [clock]
  - match: { client: cisco }
    canvas: cisco
    play: [even, odd]
    rotate: by-hour
  - canvas: digits
    play: [first, second]
    rotate: { every: 10m }
log: sessions
YAML
for art in first second; do preview digits $art >"$dir/digits.$art"; done
for art in even odd; do preview cisco $art >"$dir/cisco.$art"; done


# Its art is drawn anew when it is 10:11, in ten seconds or so.
it_is "2026-03-04 10:10:49"
java=$JAVA
printf '#!/bin/sh\nexec %s %s "$@"\n' "$by_that_clock" "$java" >"$dir/java"
chmod 755 "$dir/java"
JAVA=$dir/java
serve -c "$dir/clock.yaml" || exit 1
JAVA=$java
[ -z "$prompt" ] || chrt -a -r -p 1 "$server"

cpu() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
drawn() { in_c python3 "$smoke/draw.py" "$1" "$(tr -d '\n' <"$dir/want" | wc -c)" 0; }
seconds() { in_c $prompt ping "$@" 192.0.2.1 | sed -n 's/.* time=\([0-9]*\)[0-9][0-9][0-9]\(\.[0-9]*\)\{0,1\} ms.*/\1/p'; }

ip netns exec "$C" ping -n -q -i 0.005 -I 192.0.2.3 192.0.2.1 >"$dir/steady" 2>&1 &
steady=$!
ip netns exec "$C" $prompt ping -n -i 0.6 -I 192.0.2.4 192.0.2.1 >"$dir/late" 2>&1 &
late=$!

# jump WHEN - the clock is set, and two clients see what is due by it: each hour, and each ten minutes, the other art.
jump() {
    it_is "$1"
    epoch=$(date -u -d "$1" +%s)
    [ $(((epoch % 7200 + 7200) % 7200)) -ge 3600 ] && hour=odd || hour=even
    [ $(((epoch % 1200 + 1200) % 1200)) -ge 600 ] && tenth=second || tenth=first
    cp "$dir/cisco.$hour" "$dir/want"
    shows "$1: by the hour, $hour" drawn 192.0.2.1
    cp "$dir/digits.$tenth" "$dir/want"
    shows "$1: every ten minutes, $tenth" seconds -n -i 0.02 -c "$(wc -l <"$dir/want")"
    sleep 0.7 # the log is written twice a second, or more often
    verdict "$1: in the log" grep -q "^$(echo "$1" | sed 's/ \(..:..\).*/T\1/').* id [0-9]*: drawing $hour" "$dir/serve.err"
}
allow clock
jump "2026-03-04 15:20:00"
jump "2026-03-03 06:10:00"
jump "1969-12-31 22:45:00"
jump "1901-12-13 20:45:50" # below 32 bits a second later
jump "2038-01-19 03:14:05" # and above them
jump "2106-02-07 06:28:12"

# An art that shows the time: at the minute's end that it had begun by its old clock, it shows the new one's.
it_is "2106-02-07 12:34:05"
JAVA=$dir/java preview cisco clock >"$dir/want"
shows_the_time() {
    it_is "2106-02-07 12:34:05"
    drawn 2001:db8::1 >"$dir/have" && cmp -s "$dir/want" "$dir/have"
}
verdict "an art that shows the time" until_true 75 shows_the_time
JAVA=$java

before=$(cpu)
sleep 0.5
spent=$((2 * ($(cpu) - before)))
verdict "asleep between two pings: $spent % of a CPU" [ "$spent" -lt 30 ]
kill -HUP "$server"
verdict "a reload" until_true 10 grep -q '^2106-02-07T12:3[45].* reloaded ' "$dir/serve.err"
# shellcheck disable=SC2086 # two numbers
{
    kill -INT $steady $late
    wait $steady $late
}
verdict "pinged all the time: $(grep transmitted "$dir/steady")" grep -q ' 0% packet loss' "$dir/steady"
verdict "late answers are as late as ever" python3 -c '
import re, sys
took = [float(ms) for ms in re.findall(r"time=([0-9.]+) ms", open(sys.argv[1]).read())]
assert len(took) >= 8 and all(440 <= ms < 700 for ms in took), took' "$dir/late"
judge "on the wire"
verdict "nothing to complain of" sh -c "! grep -v ' INFO \|^ready ' '$dir/serve.err'"
finish
verdict "it ends as ever ($status)" [ "$status" -eq 143 ]
exit $bad
