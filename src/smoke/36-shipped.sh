#!/bin/sh
# The shipped configuration as it stands: every client, pinging as docs/clients.md says, sees the canvas that is promised there.
# needs: root ip ping python3 tmux busybox prettyping fping noping mtr traceroute hping3 nping
# waits
. "$(dirname "$0")/lib.sh"
. "$smoke/screen.sh"
. "$smoke/pictures.sh"
# shellcheck disable=SC2086 # $prompt is a list of words

inetutils=$("$smoke/../build/inetutils-ping") || {
    [ "${CI-}" != true ] || fail "inetutils' ping"
    echo "*** SKIPPED: inetutils' ping"
    inetutils=
}

two_namespaces
# Each client has one of the responder's addresses to itself, by which the log tells what it was given.
for n in $(seq 11 50); do
    printf 'address add 192.0.2.%d/24 dev s0\naddress add 2001:db8::%d/64 dev s0 nodad\n' "$n" "$n"
done | ip -n "$S" -batch -
watch

# served CONFIG
served() {
    serve -c "$1" -i s0 || exit 1
    [ -z "$prompt" ] || chrt -a -r -p 1 "$server"
}

# --- the readers: what a client shows, and no more than the cells of the picture; the address is their last argument

router() { in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping --repeat 1400 "$1" | sed '1,2d; $d'; }

# A terminal of 80 columns and Ctrl-C, when there are as many rows as most arts have.
flood_rows() { [ "$(screen_text | grep -cx '[.E]\{80\}')" -ge 20 ]; }
flood() {
    screen_run 80 40 $prompt ping -f "$@"
    screen_until 60 flood_rows
    screen_keys C-c
    screen_wait 5
    screen_text | grep -x '[.E]*' | head -n 20
    screen_end
}

dump() { in_c $prompt ping "$@" | grep '^#'; }

# milliseconds WIDTH - one a line, as bars of levels that wide; prettyping has 24 of 10 ms.
milliseconds() { awk -v w="$1" '{ split("▁ ▂ ▃ ▄ ▅ ▆ ▇ █", bar, " "); printf "%s", bar[int($1 / w) % 8 + 1] } END { print "" }'; }
in_ms() { sed -n 's/.* time=\([0-9.]*\) ms.*/\1/p'; }
plainly() { in_c $prompt ping "$@" | in_ms | milliseconds 10; }
prettily() {
    screen_run 80 20 $prompt prettyping -i 0.1 -c 79 "$1"
    screen_wait 40
    screen_text | grep -x '[▁▂▃▄▅▆▇█!]*' | grep .
    screen_end
}
seconds() { in_c $prompt "$@" | in_ms | sed 's/...\(\.[0-9]*\)\{0,1\}$//'; }

delays() { milliseconds 20; }
by_fping() { in_c $prompt fping -q -C 40 -p 500 "$1" 2>&1 | sed 's/.* : //' | tr ' ' '\n' | grep . | delays; }
by_mtr() { in_c $prompt mtr --raw -n -c 40 -i 0.5 "$1" | awk '$1 == "p" { print $4, $3 / 1000 }' | sort -n | head -n 40 | cut -d' ' -f2 | delays; }
last_noping() { screen_text | grep -q 'icmp_seq=40 '; }
by_noping() {
    # Its lines are taken away when it ends, so it is read while it goes on.
    screen_run 80 80 $prompt noping -g prettyping -i 0.5 "$1"
    screen_until 60 last_noping
    screen_text | sed -n 's/.*icmp_seq=\([0-9]*\) .*time=\([0-9.]*\) ms.*/\1 \2/p' | sort -n | head -n 40 | cut -d' ' -f2 | delays
    screen_end
}

lives() { in_c $prompt "$@" | sed -n '/^SENT/d; s/.*[[ ]ttl=\([0-9]*\).*/\1/p'; }

# The programs that are not at hand, by their requests.
asks() { in_c $prompt python3 "$smoke/asks.py" "$@"; }

# --- who is given what

# given HOST - the art of its latest picture, which the log tells within a quarter of a second.
given() { sed -n "s/.* > $1 id [0-9]*: drawing //p" "$dir/serve.err" | tail -n 1; }

# as_previewed CASE - whether the whole of what it shows, and no less than it must show, is a frame of the art that it was given,
# and that frame again where there is more.
as_previewed() {
    read -r host cells canvas options <"$dir/case.$1"
    have=$dir/have.$1
    sleep 0.3
    art=$(given "$host")
    shown=$(tr -d '\n' <"$have" | LC_ALL=C.UTF-8 wc -m)
    if [ -z "$art" ] || { [ "$cells" != all ] && [ "$shown" -ne "$cells" ]; }; then
        echo "art '$art', $shown cells: want $cells: $(head -c 300 "$have") $(head -n 2 "$dir/err.$1")"
        return 1
    fi
    different=
    for frame in 1 2 3 4 5 6 7 8; do
        # shellcheck disable=SC2086 # a list of words
        nyanpong preview "$art" --canvas "$canvas" --frame $frame $options >"$dir/want" 2>"$dir/preview.err" || break
        if [ "$cells" != all ]; then
            cp "$dir/want" "$dir/frame"
            # A frame comes again; a last line that is not full ends early.
            cat "$dir/frame" "$dir/frame" "$dir/frame" "$dir/frame" "$dir/frame" | head -c "$(($(wc -c <"$have") - 1))" >"$dir/want"
            echo >>"$dir/want"
        fi
        cmp -s "$have" "$dir/want" && return
        [ -n "$different" ] || different=$(diff "$dir/want" "$have" | head -n 6)
    done
    echo "not $art on $canvas: $different $(head -n 2 "$dir/err.$1")"
    return 1
}

# client NAME VERSION CELLS CANVAS[ OPTIONS] READER... - starts a client of an IP version, whose picture `pictures` judges.
# CELLS: how many characters of the picture it must show; or all.
serial=10
cases=
clients=
client() {
    serial=$((serial + 1))
    case $2 in
        4) host=192.0.2.$serial ;;
        6) host=2001:db8::$serial ;;
    esac
    echo "$host $3 $4" >"$dir/case.$serial"
    echo "$1" >"$dir/name.$serial"
    shift 4
    echo "$@" >"$dir/reader.$serial"
    cases="$cases $serial"
    show $serial &
    clients="$clients $!"
}

# show CASE - has its client show what it is given.
show() {
    screen=case-$1
    read -r host _ <"$dir/case.$1"
    # shellcheck disable=SC2046 # a list of words
    $(cat "$dir/reader.$1") "$host" >"$dir/have.$1" 2>"$dir/err.$1"
}

# pictures - what all that were started have shown. Who was disturbed by the others is asked again, alone.
pictures() {
    # shellcheck disable=SC2086 # a list of numbers
    wait $clients
    for number in $cases; do
        read -r host _ canvas <"$dir/case.$number"
        for try in 1 2 3; do
            problem=$(as_previewed "$number") && break
            [ $try -eq 3 ] || show "$number"
        done
        title="$(cat "$dir/name.$number") $host: canvas $canvas, art $(given "$host")"
        [ $try -eq 1 ] || title="$title, try $try"
        if [ -z "$problem" ]; then ok "$title"; else fail "$title: $problem"; fi
    done
    cases='' clients=''
}

# Delays at five times the shipped scale, 20 ms a level: what a busy machine adds to an answer then spoils no cell.
sed "s|^frames: frames|frames: $smoke/../../frames|; s/longest: 96ms/longest: 480ms/" "$smoke/../../config.yaml" >"$dir/shipped.yaml"
verdict "the scale of delays is five times as long" grep -q 'longest: 480ms' "$dir/shipped.yaml"
served "$dir/shipped.yaml"

# --- times, lives and floods

allow clock ttl
client "fping -q -C 40 -p 500" 4 40 delay by_fping
client "fping -q -C 40 -p 500" 6 40 delay by_fping
client "noping -g prettyping -i 0.5" 4 40 delay by_noping
client "mtr -i 0.5" 4 40 delay by_mtr
client prettyping 4 79 bars prettily
client ping 4 79 bars plainly -i 0.1 -c 79
client ping 6 79 bars plainly -i 0.1 -c 79
[ -z "$inetutils" ] || client "inetutils' ping" 4 93 digits seconds "$inetutils" -n -i 0.1 -c 31
client "busybox ping" 4 93 digits seconds busybox ping -i 0.1 -c 31
client "busybox ping" 6 93 digits seconds busybox ping -i 0.1 -c 31
client "hping3 --icmp" 4 90 ttl lives hping3 --icmp -i u100000 -c 30
client "like Windows" 4 90 ttl asks windows 30
client "like nobody" 4 90 ttl asks unknown 30
client "like macOS" 4 79 bars asks macos 79
client "like FreeBSD" 4 79 bars asks freebsd 79
in_c traceroute -n -I 192.0.2.50 >"$dir/way" 2>&1
# It waits for a hop's second and third answer but three times as long as for the first.
arrived() { [ "$(wc -l <"$dir/way")" -eq 2 ] && grep -q "^ 1  $1  [0-9.]* ms " "$dir/way"; }
if arrived 192.0.2.50; then ok "traceroute -I arrives"; else fail "traceroute -I: $(cat "$dir/way")"; fi
# When all others have begun: a cell is spoilt by an answer that is 10 ms late.
client "ping -f" 4 1600 flood flood
client "ping -f" 6 1600 flood flood
client "ping -f -i 0.01" 4 1600 flood flood -i 0.01
pictures
# It looks at whatever comes, and misses its own where that is much.
client "nping --icmp" 4 90 ttl lives nping --icmp --delay 20ms -c 30
pictures
judge "times, lives and floods, on the wire"

# --- data and errors

allow data
client router 4 1400 cisco router
client "ping -s 1416 -c 1" 4 all hexdump dump -s 1416 -c 1
client "ping -s 1416 -c 1" 6 all hexdump dump -s 1416 -c 1
client "ping -p 6d656f77 -s 1416 -c 1" 4 all hexdump dump -p 6d656f77 -s 1416 -c 1
client "ping -p 6d656f77" 4 all "hexdump --size 56" dump -p 6d656f77 -i 0.02 -c 38
client "ping -p 6d656f77" 6 all "hexdump --size 56" dump -p 6d656f77 -i 0.02 -c 38
# Its rows begin eight octets later.
client "like macOS, 1416 octets" 4 all "hexdump --width 16 --size 1408" asks macos 1 1416
client "like FreeBSD, 1416 octets" 4 all "hexdump --width 16" asks freebsd 1 1416
pictures
client router 6 1400 cisco router
pictures
judge "data and errors, on the wire"
finish
verdict "nothing was dropped or left" grep -q ' + dropped 0 + left to the kernel 0 + lost for want of room 0; ' "$dir/serve.err"

# --- who is exempted

sed 's/^  # - match: { source: 203.0.113.0\/24 }/  - match: { source: 192.0.2.2 }/; s/^  #   answer: reply/    answer: reply/' \
    "$smoke/../../config.yaml" >"$dir/exempt.yaml"
verdict "the commented exemption is a rule" grep -q '^    answer: reply' "$dir/exempt.yaml"
allow
served "$dir/exempt.yaml"

# true_times NAME COUNT - of the milliseconds on stdin most are below a bar's first step.
true_times() {
    sort -n >"$dir/true"
    if [ "$(wc -l <"$dir/true")" -eq "$2" ] && sed -n "$(($2 / 2 + 1))p" "$dir/true" | awk '{ exit !($1 < 10) }'; then
        ok "exempt: $1"
    else
        fail "exempt: $1: $(tr '\n' ' ' <"$dir/true")"
    fi
}
at=192.0.2.1
in_c $prompt ping -c 20 -i 0.1 $at | in_ms | true_times ping 20
in_c $prompt ping -f -c 100 $at >"$dir/flood" 2>&1
verdict "exempt: ping -f" grep -q '^100 packets transmitted, 100 received, 0% packet loss' "$dir/flood"
{
    in_c ping -s 1416 -c 1 $at
    in_c ping -p 6d656f77 -c 3 -i 0.1 $at
} >"$dir/dump" 2>&1
verdict "exempt: ping -s 1416, -p 6d656f77: no dump" sh -c "! grep -q 'wrong data' '$dir/dump' && [ \$(grep -c ' time=' '$dir/dump') -eq 4 ]"
[ -z "$inetutils" ] || in_c $prompt "$inetutils" -n -i 0.1 -c 8 $at | in_ms | true_times "inetutils' ping" 8
in_c $prompt busybox ping -i 0.1 -c 8 $at | in_ms | true_times "busybox ping" 8
in_c $prompt fping -q -C 8 -p 50 $at 2>&1 | sed 's/.* : //' | tr ' ' '\n' | true_times fping 8
in_c $prompt mtr --raw -n -c 5 -i 0.1 $at | awk '$1 == "p" && $2 == 0 { print $3 / 1000 }' | true_times mtr 5
in_c $prompt oping -i 0.1 -c 8 $at | in_ms | true_times oping 8
in_c $prompt hping3 --icmp -i u20000 -c 8 $at 2>&1 | sed -n 's/.* rtt=\(.*\) ms/\1/p' | true_times hping3 8
in_c nping --icmp --delay 20ms -c 8 $at >"$dir/nping"
verdict "exempt: nping" [ "$(grep -c '^RCVD .*ttl=64' "$dir/nping")" -eq 8 ]
verdict "exempt: like Windows" [ "$(asks windows 4 $at | tr '\n' ' ')" = "64 64 64 64 " ]
verdict "exempt: like macOS" [ "$(asks macos 1 1416 $at)" = unchanged ]
in_c traceroute -n -I $at >"$dir/way" 2>&1
if arrived $at; then ok "exempt: traceroute"; else fail "exempt: traceroute: $(cat "$dir/way")"; fi
router $at >"$dir/have"
verdict "exempt: router" [ "$(tr -d '!\n' <"$dir/have" | wc -c) $(tr -d '\n' <"$dir/have" | wc -c)" = "0 1400" ]
judge "exempt, on the wire"
verdict "exempt: not one error, all answered" sh -c "echo '$wire' | grep -q 'errors=0 unanswered=0'"
verdict "exempt: no picture was begun" sh -c "! grep -q drawing '$dir/serve.err'"

allow data
ip -n "$C" address add 192.0.2.3/24 dev c0
in_c ping -I 192.0.2.3 -s 1416 -c 1 $at >"$dir/dump"
verdict "who is not exempted sees a picture" grep -q '^#16' "$dir/dump"
judge "not exempted, on the wire"
finish
exit $bad
