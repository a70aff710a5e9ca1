#!/bin/sh
# Pictures of time and of routers, read back from the clients: delay (fping, noping, mtr) and route (traceroute, mtr).
# needs: root ip ping python3 tmux fping noping mtr traceroute
# waits
. "$(dirname "$0")/lib.sh"
. "$smoke/screen.sh"
. "$smoke/pictures.sh"
# shellcheck disable=SC2086 # $prompt is a list of words

two_namespaces
watch

v4=192.0.2.1 v6=2001:db8::1

# --- delay

# Every other level: what a client's own lateness adds makes none of these another.
heights=$(awk 'BEGIN { for (x = 0; x < 16; x++) printf "%d ", x * 7 % 12 * 2 + 1 }')
# shellcheck disable=SC2086 # a list of numbers
bars $heights | art hills

# as_bars - milliseconds, one a line, as noping would draw them where it has 24 levels, at an interval of 480 ms.
as_bars() { awk '{ split("▁ ▂ ▃ ▄ ▅ ▆ ▇ █", bar, " "); printf "%s", bar[int($1 * 24 / 480) % 8 + 1] } END { print "" }'; }

# The readers: milliseconds, one a line, of what each client left in a file.
of_fping() { sed 's/.* : //' "$1" | tr ' ' '\n' | grep .; }
of_noping() { sed -n 's/.*icmp_seq=\([0-9]*\) .*time=\([0-9.]*\) ms.*/\1 \2/p' "$1" | sort -n | head -n 16 | cut -d' ' -f2; }
# Which probe went how far is mtr's affair: all together they are the columns.
of_mtr() { awk '$1 == "p" { print $4, $3 / 1000 }' "$1" | sort -n | head -n 16 | cut -d' ' -f2; }

# seen NAME READER FILE - ok if it has the bars of the preview.
seen() {
    "$2" "$3" | as_bars >"$dir/have"
    if cmp -s "$dir/want" "$dir/have"; then ok "$1"; else fail "$1: $(diff "$dir/want" "$dir/have") $(head -c 600 "$3")"; fi
}

if draw delay hills 'width: 16' 'longest: 480ms'; then
    preview delay hills --width 16 >"$dir/want"
    clients=
    for host in $v4 $v6; do
        in_c $prompt fping -C 16 -q -p 500 $host 2>"$dir/fping-$host" &
        clients="$clients $!"
        in_c $prompt mtr --raw -n -c 16 -i 0.5 $host >"$dir/mtr-$host" 2>&1 &
        clients="$clients $!"
        screen=noping-$host
        # Its lines are taken away when it ends, so it is read while it goes on.
        screen_run 80 60 $prompt noping -g prettyping -i 0.5 $host
    done
    for host in $v4 $v6; do
        screen=noping-$host
        last_column() { screen_text | grep -q 'icmp_seq=16 '; }
        screen_until 40 last_column || fail "noping $host: $(screen_text | grep . | tail -n 4)"
        screen_text >"$dir/noping-$host"
        screen_colours | python3 "$smoke/levels.py" noping | cut -d' ' -f1-16 >"$dir/graph-$host"
        screen_end
    done
    # shellcheck disable=SC2086 # a list of numbers
    wait $clients
    for host in $v4 $v6; do
        seen "delay: fping $host" of_fping "$dir/fping-$host"
        seen "delay: noping $host, by its lines" of_noping "$dir/noping-$host"
        seen "delay: mtr $host" of_mtr "$dir/mtr-$host"
        # What Debian's noping draws: 15 levels an interval.
        of_noping "$dir/noping-$host" | awk '{ printf "%s%d", (NR > 1 ? " " : ""), $1 * 15 / 500 } END { print "" }' >"$dir/want-graph"
        verdict "delay: noping $host, by its graph" cmp "$dir/want-graph" "$dir/graph-$host"
    done
    judge "delay, on the wire"
    finish
fi

# --- route

mkdir -p "/etc/netns/$C"
cat >"/etc/netns/$C/hosts" <<HOSTS
127.0.0.1 localhost
203.0.113.11 once.upon.a.time
203.0.113.12 a.small.packet
203.0.113.13 went.for.a.walk
203.0.113.14 past.the.quiet.router
203.0.113.15 and.never.came.home
2001:db8:1::1 it.was.a.dark
2001:db8:1::2 and.stormy.night
192.0.2.1 the.end
2001:db8::1 the.end
HOSTS
art letters <<'ART'
      #   #  ###
      #   #   #
      #####   #
      #   #   #
      #   #  ###
ART

hops4="203.0.113.11 203.0.113.12 203.0.113.13 203.0.113.14 203.0.113.15"
hops6="2001:db8:1::1 2001:db8:1::2"

# way COMMAND... - hop by hop, what traceroute or mtr's report names: the first word after the number.
way() { in_c $prompt "$@" 2>"$dir/way.err" | sed -n 's/^ *[0-9][0-9]*\(\.|--\)\{0,1\} *\([^ ]*\).*/\2/p'; }

# names ADDRESS... - by the hosts file.
names() { for address; do sed -n "s/^$address //p" "/etc/netns/$C/hosts"; done; }

# chart - the first 70 columns of mtr's strip chart, once they are there. An answer of a few milliseconds on a busy machine is
# still paper: mtr gives it a digit, of a scale that ends at the slowest.
chart() {
    screen_run 120 20 $prompt mtr --displaymode 2 -i 0.2 "$1"
    screen_until 60 full
    screen_text | sed -n 's/^ *[0-9]*\. [^ ]* *\([^ ]\{70\}\).*/\1/p' | tr 12 ..
    screen_end
}
full() { [ "$(screen_text | grep -c '^ *[0-9]*\. [^ ]* *[^ ]\{72\}')" -eq 6 ]; }

allow hops
# shellcheck disable=SC2086 # lists of words
if draw route letters "hops: [$(echo $hops4 $hops6 | sed 's/\([^ ]*:[^ ]*\)/"\1"/g; s/ /, /g')]"; then
    printf '%s\n' $hops4 $v4 >"$dir/want"
    shows "route: traceroute -n -I" way traceroute -n -I $v4
    in_c $prompt mtr -n --report -c 2 -i 0.2 $v4 >"$dir/report" 2>&1 &
    report=$!
    names $hops4 $v4 >"$dir/want"
    shows "route: traceroute -I, with names" way traceroute -I $v4
    # IPv6's minimal error, with the header that it quotes, is longer than what they usually send, and so is not sent.
    printf '%s\n' $hops6 $v6 >"$dir/want"
    shows "route: traceroute -n -I, IPv6, 104 octets" way traceroute -n -I $v6 104
    names $hops6 $v6 >"$dir/want"
    shows "route: mtr --report, IPv6, 104 octets" way mtr -s 104 --report -w -c 2 -i 0.2 $v6
    wait "$report"
    printf '%s\n' $hops4 $v4 >"$dir/want"
    shows "route: mtr -n --report" way cat "$dir/report"
    preview route letters --hops 5 >"$dir/want"
    shows "route: mtr's strip chart" chart $v4
    finish
fi
exit $bad
