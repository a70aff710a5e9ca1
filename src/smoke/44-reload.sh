#!/bin/sh
# A configuration or an art that changes while it serves: swapped without a ping lost, or left where it is wrong.
# needs: root ip ping python3
. "$(dirname "$0")/lib.sh"
quick=

two_namespaces

etc=$dir/etc
config=$etc/config.yaml
mkdir -p "$etc/frames"
chmod 755 "$dir" # what is read again is read without privilege

# write ART [LINE] - the configuration: this art for routers, plain replies for everybody else; with a line before.
write() {
    printf '%s\n' "interface: s0" "${2-log: sessions}" "programme:" \
        "  - match: { client: cisco }" "    canvas: cisco" "    play: [$1]" "  - answer: reply" >"$config"
}

# said TEXT - how many lines of the responder's have it.
said() { grep -c -- "$1" "$dir/serve.err"; }
says() { [ "$(said "$1")" -ge "$2" ]; }

# comes NAME TEXT COMMAND... - ok if the command makes the responder print one more line with the text within ten seconds.
comes() {
    title=$1 text=$2
    already=$(said "$text")
    shift 2
    "$@"
    if until_true 10 says "$text" $((already + 1)); then ok "$title ($took_ms ms)"; else fail "$title: $(tail -n 3 "$dir/serve.err")"; fi
}

# The wire protocol of `nyanpong reload`, without a JVM a time.
ask() { python3 "$smoke/control.py" "$(control_of "$S")" "$@"; }

nyanpong() { in_s "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

# --- under a flood: as fast as it is answered, with 16 requests under way

write nyan
# For jcmd, below: once it has started, a JVM can open no socket to be asked by.
JAVA_TOOL_OPTIONS=-XX:+StartAttachListener
export JAVA_TOOL_OPTIONS
serve -c "$config" || exit 1
unset JAVA_TOOL_OPTIONS
# A raw socket would get the flood's answers as well, and have no room for its own.
in_c sh -c 'echo 0 0 >/proc/sys/net/ipv4/ping_group_range'
# One run after the other: each waits for all its answers before it ends. Their identifier is given: the kernel counts it up, and one
# run in some thousands would get what the painter had, and go on with its picture.
in_c sh -c 'while [ ! -e "$1.stop" ]; do ping -n -q -f -l 16 -e 1 -c 5000 192.0.2.1; done' - "$dir/flood" >"$dir/flood" 2>&1 &
flood=$!
begun=$(now_ms)
# A picture of 1,400 pings, by a rule and an art that no reload touches.
in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 192.0.2.1 --repeat 1400 --interval 5 >"$dir/drawn" 2>&1 &
painter=$!
until_true 20 says ': drawing nyan' 1 || fail "no picture has begun"

for n in $(seq 20); do
    # Another list of arts, and another limit.
    [ $((n % 2)) -eq 0 ] && arts="nyan, janog" || arts="fuji, nyan, pong"
    write "$arts" "limits: { answers-per-second: $((1000000 + n)) }"
    until_true 10 says ' reloaded ' "$n" || fail "watch: reload $n is missing: $(tail -n 2 "$dir/serve.err")"
done
verdict "20 reloads by file watch" [ "$(said ' reloaded ')" -eq 20 ]
for n in $(seq 21 40); do
    kill -HUP "$server"
    until_true 10 says ' reloaded ' "$n" || fail "SIGHUP: reload $n is missing"
done
verdict "20 reloads by SIGHUP" [ "$(said ' reloaded ')" -eq 40 ]
problem=
for n in $(seq 41 60); do
    ask reload >"$dir/asked" || problem="reload $n: $(cat "$dir/asked")"
done
verdict "20 reloads over the socket${problem:+: $problem}" [ -z "$problem" -a "$(said ' reloaded ')" -eq 60 ]
nyanpong reload >"$dir/asked" 2>&1
status=$?
verdict "nyanpong reload says what became of it, exit $status" \
    [ "$status:$(cat "$dir/asked")" = "0:reloaded $config: 2 rules, 2 arts" ]

: >"$dir/flood.stop"
wait "$flood"
flooded_ms=$(($(now_ms) - begun))
wait "$painter"
sed '1,2d; $d' "$dir/drawn" >"$dir/have"
nyanpong preview nyan >"$dir/want" 2>/dev/null
verdict "a picture that was begun before and drawn meanwhile is whole" cmp "$dir/have" "$dir/want"

# By the kernel's own count: when all is sent, ping itself waits but twice as long as it has seen an answer take.
# pings WORD... - the sum of those counters of /proc/net/snmp.
pings() {
    in_c awk -v want=" $* " '/^Icmp:/ { if (!head++) { for (i = 2; i <= NF; i++) name[i] = $i; next }
        for (i = 2; i <= NF; i++) if (index(want, " " name[i] " ")) sum += $i } END { print sum + 0 }' /proc/net/snmp
}
all_answered() { [ "$(pings OutEchos)" -eq "$(pings InEchoReps InDestUnreachs InTimeExcds)" ]; }
until_true 3 all_answered
sent=$(pings OutEchos)
odd=$(grep 'duplicates\|errors\|corrupted' "$dir/flood" | head -n 2)
verdict "61 reloads under a flood of $sent pings: $(pings InEchoReps InDestUnreachs InTimeExcds) answers, none double${odd:+: $odd}" \
    [ -z "$odd" -a "$sent" -eq "$(pings InEchoReps InDestUnreachs InTimeExcds)" -a "$sent" -ge 100000 ]
rate=$((sent * 1000 / flooded_ms))
if [ "$rate" -ge 10000 ]; then ok "that was $rate pings a second, for $((flooded_ms / 1000)) s"; else echo "note: this machine gave $rate pings a second, not 10,000"; fi

# --- what is wrong is reported, and the old programme goes on

goes_on() { in_c ping -n -q -c 1 -W 1 192.0.2.1 >/dev/null; }
old="not reloaded: the old programme goes on"

comes "a wrong key: file, line, column" "ERROR $config:2:1: colour: unknown key" write nyan 'colour: red'
nyanpong reload >"$dir/asked" 2>&1
status=$?
verdict "nyanpong reload reports it, exit 78 is $status" [ "$status" -eq 78 ]
verdict "nyanpong reload: the same words" grep -q "^nyanpong: $config:2:1: colour: unknown key" "$dir/asked"
comes "an art that does not exist" "ERROR $config:6:12: programme\[0\].play\[0\]: 'unicorn': no such art" write unicorn
comes "half a file" "ERROR $config:.*: malformed YAML" sh -c 'head -c 90 "$1" >"$1.half" && cat "$1.half" >"$1"; printf "    play: [ny" >>"$1"' - "$config"
comes "no file" "ERROR $config: no such file" rm "$config"
comes "a key that cannot change: named" "ERROR $config:2:6: log: each: it serves with sessions, and a change needs a restart" write nyan 'log: each'
comes "and its file taken back" ' reloaded ' write nyan
verdict "each time the old programme goes on: said $(said "$old") times, and answers" goes_on

# --- however files are changed

comes "an editor's new file takes the old one's name" ': 2 rules, 2 arts' sh -c '
    sed "s/nyan/nyan, fuji/" "$1" >"$1.new" && mv "$1" "$1~" && mv "$1.new" "$1"' - "$config"
comes "an art of one's own, in a new folder" ': 2 rules, 3 arts' sh -c '
    mkdir "$1/frames/spot" && printf "!!U!!\n" >"$1/frames/spot/1.txt" && sed -i "s/fuji/fuji, spot/" "$2"' - "$etc" "$config"
comes "that art changed" ' reloaded ' sh -c 'printf "!U!U!\n" >"$1"' - "$etc/frames/spot/1.txt"
comes "that art spoilt: its file is named" "$etc/frames/spot/1.txt" sh -c 'printf "\377\376\n" >"$1"' - "$etc/frames/spot/1.txt"
comes "that art mended" ' reloaded ' sh -c 'printf "!UUU!\n" >"$1"' - "$etc/frames/spot/1.txt"
before=$(said reloaded)
touch "$config" "$etc/frames/spot/1.txt"
sleep 0.7
verdict "touched, but the same: nothing happens" [ "$(said reloaded)" -eq "$before" ]

# --- who asks without manners, and a hundred reloads that leave nothing behind

ask hostile
verdict "silent, endless and many clients: the next one is served" sh -c "python3 '$smoke/control.py' '$(control_of "$S")' reload | grep -q '^reloaded'"
verdict "an unknown request is refused" [ "$(ask frobnicate | head -n 1)" = "unknown request" ]

# What the responder has: descriptors, threads, kilobytes of objects that are alive.
has() {
    sleep 1.2 # an idle packet thread takes a new programme up, and lets the old one go, once a second
    "$JAVA_BIN/jcmd" "$server" GC.run >/dev/null # what has a cleaner goes the second time only
    used=$("$JAVA_BIN/jcmd" "$server" GC.class_histogram | awk '$1 == "Total" { print int($3 / 1024) }')
    echo "$(ls "/proc/$server/fd" | wc -l) $(sed -n 's/^Threads:\t//p' "/proc/$server/status") $used"
}
JAVA_BIN=${JAVA%/*}
reloads() { ask churn "$etc/frames/spot/1.txt" "$1" || fail "$1 reloads"; }
reloads 10
# shellcheck disable=SC2046 # three numbers
set -- $(has)
reloads 100
set -- "$@" $(has)
verdict "100 reloads: descriptors $1, then $4" [ "$4" -le $(($1 + 1)) ]
verdict "100 reloads: threads $2, then $5" [ "$5" -le $(($2 + 1)) ]
verdict "100 reloads: $3 kB of objects, then $6" [ "$6" -le $(($3 + 512)) ]

finish
verdict "it ends as ever ($status)" [ "$status" -eq 143 ]
verdict "and takes its socket along" [ ! -e "$(control_of "$S")" ]
nyanpong reload >"$dir/asked" 2>&1
status=$?
verdict "nyanpong reload without a responder: exit 69 is $status" [ "$status" -eq 69 ]

# --- a ConfigMap: the name is a link to a link, which is swapped

mkdir "$etc/map" "$etc/map/..1" "$etc/map/..2"
write nyan && cp "$config" "$etc/map/..1/config.yaml"
write "fuji, janog" && cp "$config" "$etc/map/..2/config.yaml"
ln -s ..1 "$etc/map/..data"
ln -s ..data/config.yaml "$etc/map/config.yaml"
mkdir -p "$(dirname "$(control_of "$S")")"
left=$(control_of "$S")
: >"${left%\*}s0-sysctl" # left by somebody who was killed
serve -c "$etc/map/config.yaml" || exit 1
comes "a ConfigMap's swap" "$etc/map/config.yaml: 2 rules, 2 arts" sh -c '
    ln -s ..2 "$1/..data_tmp" && mv -T "$1/..data_tmp" "$1/..data" && rm -r "$1/..1"' - "$etc/map"
verdict "what was left of another's socket is replaced" sh -c "python3 '$smoke/control.py' '$(control_of "$S")' reload | grep -q '^reloaded'"
finish KILL
gone_too() { [ ! -e "$(control_of "$S")" ]; }
until_true 5 gone_too
verdict "killed: the guardian takes the socket along" gone_too

exit $bad
