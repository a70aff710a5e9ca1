#!/bin/sh
# What Prometheus and probes are told is what happened on the wire; who asks slowly or wrongly harms nobody.
# needs: root ip ping python3 setpriv
. "$(dirname "$0")/lib.sh"

two_namespaces
chmod 755 "$dir"
config=$dir/config.yaml

# write [LINE] - the configuration: a picture for requests of 100 octets, silence for 200, plain replies for the rest.
write() {
    printf '%s\n' "interface: s0" "log: none" "metrics: 127.0.0.1:9415" "${1-}" "programme:" \
        "  - match: { size: 100 }" "    canvas: cisco" "    play: [nyan]" "  - match: { size: 200 }" "    answer: silence" >"$config"
}

ask() { in_s python3 "$smoke/metrics.py" ask "$1"; }
says() { [ "$(ask "$1")" = "$2" ]; }

# scrape - leaves all samples in $dir/samples.
scrape() { in_s python3 "$smoke/metrics.py" samples >"$dir/samples" 2>"$dir/scrape.err" || fail "scrape: $(tail -n 1 "$dir/scrape.err")"; }

# is NAME{LABELS} VALUE - what the last scrape has.
is() { grep -qxF "$1 $2" "$dir/samples"; }
# tells NAME VALUE... - ok if the last scrape has each pair of them.
tells() {
    title=$1
    shift
    wrong=
    while [ $# -gt 1 ]; do
        is "$1" "$2" || wrong="$wrong want $1 $2, not $(grep -F "$1 " "$dir/samples" | sed 's/.* //');"
        shift 2
    done
    if [ -z "$wrong" ]; then ok "$title"; else fail "$title:$wrong"; fi
}

quick() { in_c ping -n -q -i 0.1 -W 0.2 "$@" >/dev/null 2>&1; }

# --- without the key

JAVA_TOOL_OPTIONS=-Xlog:class+load:file=$dir/classes
export JAVA_TOOL_OPTIONS
serve || exit 1
unset JAVA_TOOL_OPTIONS
quick -l 5 -c 5 192.0.2.1
finish
verdict "without it none of it is loaded, nor an event of the Flight Recorder" \
    sh -c "grep -q 'nyanpong.app.Server ' '$dir/classes' && ! grep -q 'nyanpong\.metrics\|nyanpong\.http\|nyanpong\.app\.measure\.M\|io\.prometheus\|jdk\.jfr\.Event ' '$dir/classes'"

# --- with it

watch
write
serve -c "$config" || exit 1
verdict "alive" says /healthz "200 ok"
verdict "ready" says /readyz "200 ok"
quick -l 50 -c 50 192.0.2.1
quick -l 40 -c 40 -s 100 192.0.2.1
quick -l 30 -c 30 -s 200 192.0.2.1
quick -l 25 -c 25 2001:db8::1
in_c ping -n -q -c 3 -i 0.1 -s 4000 192.0.2.1 >/dev/null
wire || fail "$wire"
scrape
# Of three requests in fragments the packet engine sees the first of their three, which alone has an ICMP header.
tells "what was asked and answered, to the packet" \
    'nyanpong_requests_total{ip_version="4"}' 120 \
    'nyanpong_requests_total{ip_version="6"}' 25 \
    'nyanpong_packets_total{fate="answered",verdict="silence"}' 30 \
    'nyanpong_answers_silent_total{}' 30 \
    'nyanpong_answers_sent_total{}' 115 \
    'nyanpong_answers_not_sent_total{}' 0 \
    'nyanpong_answers_beside_total{}' 3 \
    'nyanpong_drawings_total{art="nyan",canvas="cisco"}' 1 \
    'nyanpong_sessions{}' 4 \
    'nyanpong_reloads_total{result="success"}' 0 \
    'nyanpong_ready{}' 1
received_last=$(sed -n 's/^nyanpong_packets_received_total{} //p' "$dir/samples")

# --- a reload that fails

write "nonsense: 1"
until_true 10 grep -q 'not reloaded' "$dir/serve.err" || fail "the reload is missing"
scrape
tells "a failed reload is told, and it is ready" 'nyanpong_reloads_total{result="failure"}' 1 \
    'nyanpong_last_reload_successful{}' 0 'nyanpong_ready{}' 1
verdict "ready still" says /readyz "200 ok"

# --- who asks slowly

in_s python3 "$smoke/metrics.py" loris 300 >"$dir/loris" 2>&1 &
loris=$!
until_true 10 grep -q open "$dir/loris" || fail "loris: $(cat "$dir/loris")"
begun=$(now_ms)
scrape
took=$(($(now_ms) - begun))
verdict "300 who never finish their requests, and a scrape ($took ms)" [ "$took" -lt 2000 ]
from_c 50 192.0.2.1
received_last=$((received_last + 50))
kill "$loris"

if command -v promtool >/dev/null; then
    in_s python3 -c 'import sys; sys.path.insert(0, "'"$smoke"'"); import metrics; print(metrics.ask("/metrics")[1], end="")' >"$dir/text"
    verdict "promtool: metrics" promtool check metrics <"$dir/text"
    verdict "promtool: alerts" promtool test rules "$smoke/alerts_test.yml"
fi

# --- the link

ip -n "$C" link set c0 down
verdict "without a carrier it is not ready" until_true 5 says /readyz "503 interface s0 has no carrier"
verdict "but alive" says /healthz "200 ok"
ip -n "$C" link set c0 up
verdict "with one it is" until_true 5 says /readyz "200 ok"
finish
verdict "the closing books have as many ($received_last)" [ "$(received)" -ge "$received_last" ]

# --- where it cannot listen

# refused NAME CODE TEXT [BEFORE...] - ok if serve ends with this exit code and one line that has the text.
refused() {
    title=$1 code=$2 text=$3 where=$4
    shift 4
    ip netns exec "$S" "$@" "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" serve -c "$config" --metrics "$where" >"$dir/out" 2>&1
    status=$?
    if [ "$status" = "$code" ] && [ "$(grep -c . "$dir/out")" = 1 ] && grep -q "^nyanpong: .*$text" "$dir/out"; then
        ok "$title: $(head -c 120 "$dir/out")"
    else
        fail "$title: exit $status: $(cat "$dir/out")"
    fi
}
write
in_s python3 -c 'import socket, time
s = socket.create_server(("127.0.0.1", 9415)); time.sleep(60)' &
holder=$!
until_true 5 in_s python3 -c 'import socket; socket.create_connection(("127.0.0.1", 9415))' || fail "nobody listens"
refused "a port that is taken" 69 'metrics 127.0.0.1:9415: the port is taken' 127.0.0.1:9415
refused "an address of another host" 69 'metrics 198.51.100.1:9415: not an address of this host' 198.51.100.1:9415
refused "a port for root" 77 'metrics 127.0.0.1:80: permission denied.*+net_bind_service' 127.0.0.1:80 \
    setpriv --reuid 65534 --regid 65534 --clear-groups
kill "$holder"

exit $bad
