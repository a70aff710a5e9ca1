#!/bin/sh
# Pictures that ordinary clients show, read back from the clients themselves: flood, hexdump, bars, digits, ttl.
# needs: root ip ping python3 tmux busybox prettyping oping hping3 nping
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
watch

v4=192.0.2.1 v6=2001:db8::1

# --- flood

cp -r "$smoke/../../frames/nyan" "$frames/cat"
find "$frames/cat" -name '0[2-9].txt' -delete
art small <<'ART'
# #  ###  # #
###   #   # #
# #  ###   #
ART

# flooded SCREEN - what `ping -f` drew.
flooded() {
    screen=$1
    screen_wait 60
    screen_text | grep -x '[.E]*' | grep .
}

flood() {
    screen_run 80 40 $prompt ping -f -W 1 "$@"
    flooded "$screen"
}

# ping_sockets GROUPS - whose pings have the kernel sort the answers, and look at their checksums, instead of a raw socket.
ping_sockets() { in_c sh -c "echo $1 >/proc/sys/net/ipv4/ping_group_range"; }

if draw flood cat; then
    preview flood cat >"$dir/want"
    cells=$(tr -d '\n' <"$dir/want" | wc -c)
    for host in $v4 $v6; do
        screen=flood-$host
        screen_run 80 40 $prompt ping -f -W 1 -i 0.005 -c "$cells" "$host"
    done
    for host in $v4 $v6; do
        flooded "flood-$host" >"$dir/seen"
        if cmp -s "$dir/want" "$dir/seen"; then
            ok "flood $host: $cells cells in $(wc -l <"$dir/seen") lines"
        else
            # One at a time leaves a busy machine more time for each.
            shows "flood $host: $cells cells" flood -i 0.005 -c "$cells" "$host"
        fi
        screen_end
    done
    judge "flood, on the wire"
    finish
fi
screen=one
if draw flood small; then
    preview flood small >"$dir/want"
    cells=$(tr -d '\n' <"$dir/want" | wc -c)
    shows "flood $v4, as fast as root may: $cells cells" flood -c "$cells" $v4
    ping_sockets "0 2147483647"
    shows "flood $v4, by a ping socket" flood -i 0.005 -c "$cells" $v4
    ping_sockets "1 0"
    # After its last cell a frame comes again.
    cat "$dir/want" "$dir/want" >"$dir/twice"
    mv "$dir/twice" "$dir/want"
    shows "flood $v6, the frame twice" flood -i 0.005 -c $((2 * cells)) $v6
    finish
fi

# --- hexdump

# Every level of the usual palette, in a slope.
awk 'BEGIN { for (y = 0; y < 43; y++) { line = ""; for (x = 0; x < 32; x++)
    line = line substr(" .:-=+*#%@", (x + y) % 10 + 1, 1); print line } }' | art slope
awk 'BEGIN { for (y = 0; y < 6; y++) { line = ""; for (x = 0; x < 32; x++)
    line = line ((x * (y + 1)) % 7 < 3 ? "@" : " "); print line } }' | art six
# Drawn for this canvas, where a cell is a square, a row is a row.
for art in slope six; do
    mkdir "$frames/$art/hexdump"
    mv "$frames/$art/01.txt" "$frames/$art/hexdump/"
done

dump() { in_c $prompt ping "$@" | grep '^#'; }

# A dump's cells alone, without rows that are all paper.
cells_alone() { sed 's/^#[0-9]*\t//' | grep -v '^\(0 \)*$'; }
dumped() { dump "$@" | cells_alone; }
row_by_row() { dump "$@" | grep '^#16' | cells_alone; }

allow data
if draw hexdump "slope, cat"; then
    preview hexdump slope >"$dir/slope"
    preview hexdump cat >"$dir/cat"
    for command in "-s 1416 $v4" "-s 1416 $v6" "-s 1416 -p ff $v4"; do
        for art in slope cat; do
            cp "$dir/$art" "$dir/want"
            # shellcheck disable=SC2086 # a list of words
            shows "hexdump of $art: ping -c 1 $command" dump -c 1 $command
        done
    done
    finish
fi
if draw hexdump six; then
    preview hexdump six | cells_alone >"$dir/want"
    for host in $v4 $v6; do
        shows "hexdump: ping -s 208 -c 1 $host" dumped -s 208 -c 1 $host
        # At the usual size a reply holds one row and a quarter: each shows the next.
        shows "hexdump: ping -c 6 $host" row_by_row -i 0.02 -c 6 $host
        ping_sockets "0 2147483647"
        shows "hexdump: ping -s 208 -c 1 $host, by a ping socket" dumped -s 208 -c 1 $host
        ping_sockets "1 0"
    done
    finish
fi

# --- bars

heights=$(awk 'BEGIN { for (x = 0; x < 79; x++) printf "%d ", x * 5 % 24 }')
levels=$(awk 'BEGIN { for (x = 0; x < 79; x++) printf "%s%d", (x ? " " : ""), x * 5 % 24 }')
# shellcheck disable=SC2086 # a list of numbers
bars $heights | art comb

# prettily HOST - the rows as they stand, and again as the levels that their colours make of them.
prettily() {
    screen_run 80 20 $prompt prettyping -i 0.02 -c 158 "$1"
    screen_wait 30
    screen_text | grep -x '[▁▂▃▄▅▆▇█!]*' | grep .
    screen_colours | python3 "$smoke/levels.py" prettyping
}

# The numbers that gping would draw a curve of.
by_number() {
    in_c $prompt ping -i 0.01 -c 79 "$1" |
        awk '/ time=/ { sub(/.* time=/, ""); printf "%s%d", (n++ ? " " : ""), $1 / 10 } END { print "" }'
}

allow clock
if draw bars comb; then
    preview bars comb >"$dir/row"
    for host in $v4 $v6; do
        {
            cat "$dir/row" "$dir/row"
            printf '%s\n%s\n' "$levels" "$levels"
        } >"$dir/want"
        shows "bars: prettyping $host, two rows of 79, glyphs and colours" prettily $host
        echo "$levels" >"$dir/want"
        shows "bars: ping $host, by its numbers" by_number $host
    done
    screen_end
    finish
fi

# --- digits

art digits <<'ART'
#
 #
  #
# #
ART
art dots <<'ART'
#
 #

##
ART

# seconds COMMAND... - the seconds of each time that a client prints.
seconds() { in_c $prompt "$@" | sed -n 's/.* time=\([0-9]*\)[0-9][0-9][0-9]\(\.[0-9]*\)\{0,1\} ms.*/\1/p'; }

if draw digits digits; then
    preview digits digits >"$dir/want"
    shows "digits: ping" seconds ping -i 0.02 -c 4 $v4
    shows "digits: ping, IPv6" seconds ping -i 0.02 -c 4 $v6
    shows "digits: busybox ping" seconds busybox ping -i 0.02 -c 4 $v4
    shows "digits: busybox ping, IPv6" seconds busybox ping -i 0.02 -c 4 $v6
    if [ -n "$inetutils" ]; then
        shows "digits: inetutils' ping" seconds "$inetutils" -n -i 0.02 -c 4 $v4
        shows "digits: inetutils' ping6" seconds "${inetutils}6" -n -c 4 $v6
    fi
    finish
fi

# --- ttl

# lives COMMAND... - the time to live of each reply that a client prints.
lives() { in_c $prompt "$@" | sed -n '/^SENT/d; s/.*[[ ]ttl=\([0-9]*\).*/\1/p'; }

allow ttl
if draw ttl dots; then
    preview ttl dots >"$dir/want"
    for host in $v4 $v6; do
        shows "ttl: ping $host" lives ping -i 0.02 -c 4 $host
        shows "ttl: busybox ping $host" lives busybox ping -i 0.02 -c 4 $host
        shows "ttl: oping $host" lives oping -i 0.02 -c 4 $host
    done
    shows "ttl: hping3 --icmp" lives hping3 --icmp -c 4 -i u20000 $v4
    shows "ttl: nping --icmp" lives nping --icmp -c 4 --delay 20ms $v4
    [ -z "$inetutils" ] || shows "ttl: inetutils' ping" lives "$inetutils" -n -i 0.02 -c 4 $v4
    finish
fi
exit $bad
