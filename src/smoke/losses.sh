#!/bin/sh
# What a takeover costs those who ping, for docs/takeover.md; no test. losses.sh [ROUNDS [TAKEOVER...]]: pings every 2 ms while
# the responder is killed (SIGKILL), and while it is frozen for a second (SIGSTOP, SIGCONT), so often for each takeover.
. "$(dirname "$0")/lib.sh"

rounds=${1-20}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- sysctl tcx
two_namespaces
for takeover; do
    # $ENGINE is what lib.sh starts.
    case $takeover in tcx) ENGINE=tcx ;; *) ENGINE=auto ;; esac
    for event in KILL STOP; do
        asked=0 lost=0 doubled=0 late=0 most=0
        for _ in $(seq "$rounds"); do
            if [ -z "$server" ] || gone "$server"; then serve || exit 1; fi
            ip netns exec "$C" ping -n -i 0.002 -w 2 192.0.2.1 >"$dir/ping" 2>&1 &
            pinging=$!
            sleep 0.4
            if [ $event = KILL ]; then
                finish KILL
            else
                kill -STOP "$server"
                sleep 1
                kill -CONT "$server"
            fi
            wait $pinging
            # Sent, lost, doubled, answered after more than 100 ms.
            # shellcheck disable=SC2046 # four numbers
            set -- $(awk '/ packets transmitted/ { sent = $1; got = $4 } /DUP!/ { doubled++ }
                /time=/ { sub(/.*time=/, ""); late += $1 > 100 }
                END { print sent, sent - got, doubled + 0, late + 0 }' "$dir/ping") "$@"
            asked=$((asked + $1)) lost=$((lost + $2)) doubled=$((doubled + $3)) late=$((late + $4))
            [ "$2" -le "$most" ] || most=$2
            shift 4
        done
        echo "$takeover $event x $rounds: $asked asked, $lost lost (at most $most at once), $doubled doubled, $late after more than 100 ms"
    done
    [ -z "$server" ] || gone "$server" || finish
done
