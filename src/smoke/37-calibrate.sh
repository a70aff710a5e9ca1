#!/bin/sh
# The calibration ladder: who is named in its rule gets each of its answers, in order, and nobody else one of them; what it
# makes a client print becomes a palette, which draws.
# needs: root ip ping python3 tcpdump
# waits
. "$(dirname "$0")/lib.sh"
. "$smoke/pictures.sh"

two_namespaces
# Another source, which is none's own choice.
ip -n "$C" address add 192.0.2.3/24 dev c0
ip -n "$C" address add 2001:db8::3/64 dev c0 nodad preferred_lft 0
watch
allow kinds

# captured COMMAND... - runs it with a capture of what it sends and gets.
captured() {
    : >"$dir/tcpdump.err"
    ip netns exec "$C" tcpdump -n -B 8192 -i c0 -U -w "$dir/capture" "icmp or icmp6" >/dev/null 2>"$dir/tcpdump.err" &
    capture=$!
    until_true 10 grep -q listening "$dir/tcpdump.err"
    "$@"
    # The last packets reach the file when they are a second old.
    until_true 5 all_captured
    kill "$capture"
    wait "$capture" 2>/dev/null
}

# ladder - what the capture has, as `nyanpong calibrate` writes it: for each request in order reply, silence or type/code.
ladder() { python3 "$smoke/ladder.py" "$dir/capture"; }
all_captured() { [ "$(ladder | grep -c .)" -ge "$(glyphs | wc -c)" ] && [ "$(ladder | grep -c silence)" -le 1 ]; }

# says OPTION - leaves what `nyanpong calibrate` says in $dir: rule, answers; and in $pings how many there are.
says() {
    # shellcheck disable=SC2086 # an option or none
    nyanpong calibrate $1 >"$dir/said"
    sed -n '/^  - match/,/^$/p' "$dir/said" | grep . >"$dir/rule"
    sed -n 's/^ *[0-9][0-9]* \(reply\|silence\|[0-9]*\/[0-9]*\)$/\1/p' "$dir/said" >"$dir/answers"
    pings=$(sed -n 's/.* repeat \([0-9]*\)$/\1/p' "$dir/said")
}

# with_rule FILE - serves that rule, and everybody else gets plain replies.
with_rule() {
    {
        printf 'interface: s0\nframes: frames\nprogramme:\n'
        cat "$1"
        echo 'log: none'
    } >"$dir/calibrate.yaml"
    serve -c "$dir/calibrate.yaml"
}

router() { in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping "$@" >"$dir/printed"; }
# What a router printed, pasted: its glyphs alone.
glyphs() { sed '1,2d; $d' "$dir/printed" | tr -d '\n'; }

# draws NAME LINE ART - ok if a rule with the palette of that printed line is accepted and draws the art, a row in the line's
# glyphs with paper behind it, by answers that whoever printed the line prints it for.
draws() {
    written=$(printf '%-70s' "$3" | tr ' ' '!')
    # shellcheck disable=SC2086 # an option or none
    nyanpong calibrate $option "$2" >"$dir/palette" 2>"$dir/calibrate.err" || fail "$1: $(cat "$dir/calibrate.err")"
    echo "$written" | art written
    {
        printf '  - match: { source: "%s" }\n    canvas: cisco\n    play: [written]\n    ' "$pinger"
        cat "$dir/palette"
    } >"$dir/drawn"
    with_rule "$dir/drawn" || return
    verdict "$1: check accepts $(cat "$dir/palette")" nyanpong check -c "$dir/calibrate.yaml" >"$dir/check"
    grep -v 'no errors' "$dir/check"
    captured router "$host" --repeat 70 --timeout 1
    echo "$2" | grep -o . | paste -d ' ' - "$dir/answers" >"$dir/glyphs"
    drawn=$(ladder | awk -v file="$dir/glyphs" '
        BEGIN { while ((getline < file) > 0) glyph[$2] = $1 }
        { printf "%s", $1 in glyph ? glyph[$1] : " " $1 " " }')
    if [ "$drawn" = "$written" ]; then judge "$1: $3"; else fail "$1: $3 came as $drawn"; fi
    finish
}

for version in 4 6; do
    case $version in
        4) option='' pinger=192.0.2.2 host=192.0.2.1 other=192.0.2.3
            many='!!!!!.NHUUUUUUAAUUPUU&&' row='!!!!!NHAP&.!PAHN' ;;
        6) option=-6 pinger=2001:db8::2 host=2001:db8::1 other=2001:db8::3
            many='!!!!!.NABSPURTT' row='!!!!!NASPT.!TPSAN' ;;
    esac
    says "$option"
    verdict "IPv$version: the ladder is as long as it says" [ "$(wc -l <"$dir/answers")" -eq "$pings" ]
    verdict "IPv$version: it names the pinger of this test" grep -q "source: \"\{0,1\}$pinger\"\{0,1\} }" "$dir/rule"
    with_rule "$dir/rule" || exit 1

    captured router "$host" --repeat "$pings" --timeout 1
    ladder >"$dir/have"
    if cmp -s "$dir/answers" "$dir/have"; then
        ok "IPv$version: $pings answers, types and codes in order: $(glyphs)"
    else
        fail "IPv$version: $(diff "$dir/answers" "$dir/have") printed $(glyphs)"
    fi
    printed=$(glyphs)
    judge "IPv$version: on the wire"
    lossless "IPv$version: another source" 40 in_c ping -n -i 0.02 -I "$other" "$host"
    finish

    # Itself, which has but the glyphs that every router has.
    draws "IPv$version, nyanpong ping" "$printed" '!!!!!!UUUU&&&&!!!!!U&U&U!!!.'
    verdict "IPv$version, nyanpong ping: prints what was written" [ "$(glyphs)" = "$written" ]
    # A router that has more.
    draws "IPv$version, a router of many glyphs" "$many" "$row"
done

same_when_broken() { [ "$(nyanpong calibrate '!!!!!.UUU UUU' "$(printf 'UUUU\nUUUUU&&')")" = "$(nyanpong calibrate '!!!!!.UUUUUUUUUUUUUUU&&')" ]; }
verdict "blanks and line breaks do not count" same_when_broken

# --- what is no such line

# refused OPTION LINE
refused() {
    # shellcheck disable=SC2086 # an option or none
    nyanpong calibrate $1 "$2" >"$dir/out" 2>"$dir/err"
    [ $? -eq 2 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && ! grep -q "$(printf '\033')" "$dir/err"
}
verdict "refused: too short" refused '' '!!!!!.UUUUU'
verdict "refused: nothing" refused '' ''
verdict "refused: too short for IPv6" refused -6 '!!!!!.U'
verdict "refused: unlike replies" refused '' '!!!?!.UUUUUUUUUUUUUUU&&'
verdict "refused: all alike" refused '' '!!!!!!!!!!!!!!!!!!!!!!!'
verdict "refused: not ASCII" refused '' '!!!!!.UUUUUUUUUUUUUUU&é'
verdict "refused: a control character" refused '' "$(printf '!!!!!.UUUUUUUUUUUUUUU&\033')"
exit $bad
