#!/bin/sh
# What `make install` puts into a system: launcher, archive of classes, manual, completion, unit; and that uninstall takes it back.
# needs: root ip ping python3 unshare setpriv
# shellcheck disable=SC2154 # what lib.sh sets
. "$(dirname "$0")/lib.sh"

root=$(cd "$smoke/../.." && pwd)
at=$dir/root
prefix=/usr
nyanpong=$at$prefix/bin/nyanpong

# skip NAME PROGRAM... - true, and said loudly, where a program is not there.
skip() {
    title=$1
    shift
    for program; do
        command -v "$program" >/dev/null && continue
        if [ "${CI-}" = true ]; then fail "$title: needs $program"; else echo "*** SKIPPED $title: needs $program"; fi
        return 0
    done
    return 1
}

make_install() { (cd "$root" && JAR=$JAR PAGES=${PAGES-$dir/pages} DESTDIR=$at PREFIX=$prefix src/build/install "$1"); }
verdict "install" make_install put

# --- the launcher, and the archive

is_version() { [ "$("$nyanpong" --version 2>&1)" = "nyanpong $(sed -n 's/^  <version>\(.*\)<.*/\1/p' "$root/pom.xml")" ]; }
verdict "nyanpong --version, and nothing on stderr" is_version

# classes - how many classes of ours come from the archive, by the launcher's own options.
classes() {
    sed "s| -Xshare:auto | -Xshare:auto -Xlog:class+load:file=$dir/classes |" "$nyanpong" >"$nyanpong.logs"
    chmod +x "$nyanpong.logs"
    "$nyanpong.logs" check >/dev/null
    rm "$nyanpong.logs"
    grep -c '^.* nyanpong\..*shared objects file (top)' "$dir/classes"
}
archived=$(classes)
name="classes come from the archive ($archived)"
if [ "$archived" -ge 100 ]; then ok "$name"; else fail "$name"; fi

touch -d '1 hour ago' "$at$prefix/lib/nyanpong/nyanpong.jar"
name="another jar: the archive is passed over, without a word"
if is_version && [ "$(classes)" -eq 0 ]; then ok "$name"; else fail "$name"; fi
rm "$at$prefix/lib/nyanpong/nyanpong.jsa"
verdict "no archive: nothing is said" is_version
verdict "the archive, made again" "$at$prefix/lib/nyanpong/archive"

# best COMMAND... - the shortest of three runs, in milliseconds.
best() {
    shortest=100000
    for _ in 1 2 3; do
        begin=$(now_ms)
        "$@" >/dev/null 2>&1
        took=$(($(now_ms) - begin))
        [ "$took" -ge "$shortest" ] || shortest=$took
    done
    echo "$shortest"
}
plain=$(best "$JAVA" -jar "$JAR" check)
fast=$(best "$nyanpong" check)
name="check starts sooner ($fast ms, java -jar $plain ms)"
if [ "$fast" -lt "$plain" ]; then ok "$name"; else fail "$name"; fi

# --- serving

two_namespaces

# Stands in for systemd: prints what it is told.
notified=$dir/notified
python3 -c '
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
while True:
    print(s.recv(4096).decode(), flush=True)' "$dir/notify" >"$notified" &
systemd=$!
until_true 5 test -S "$dir/notify"

# As the unit has it: a user of its own with two capabilities, and a folder for the journal that is not its to remove.
cat >"$dir/unit.sh" <<'UNIT'
mount -t tmpfs -o mode=755 tmpfs /run && mkdir -m 700 /run/nyanpong && chown 65534:65534 /run/nyanpong || exit
exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --inh-caps=-all,+net_raw,+net_admin \
    --ambient-caps=+net_raw,+net_admin --bounding-set=-all,+net_raw,+net_admin "$@"
UNIT
chmod 711 "$dir"
chmod 666 "$dir/notify"
begin=$(now_ms)
ip netns exec "$S" unshare -m env --default-signal=TERM NOTIFY_SOCKET="$dir/notify" WATCHDOG_USEC=1000000 sh "$dir/unit.sh" \
    "$nyanpong" serve -i s0 -c "$at/etc/nyanpong/config.yaml" >"$dir/serve.out" 2>"$dir/serve.err" </dev/null &
server=$!
until_true 30 is_ready_or_gone
ready=$(($(now_ms) - begin))
resident=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$server/status")
verdict "serve is ready after $ready ms" is_ready
name="and resident with less than 100 MB ($resident MB)"
if [ "$resident" -lt 100 ]; then ok "$name"; else fail "$name"; fi
in_c ping -n -c 5 -i 0.2 192.0.2.1 >"$dir/ping" 2>&1
name="by a user who had two capabilities and has none left, its journal in /run/nyanpong"
journals=$(ls "/proc/$server/root/run/nyanpong")
caps=$(awk '/^Cap(Eff|Bnd)/ { print $2 }' "/proc/$server/status" | tr '\n' ' ')
if [ "$caps" = "0000000000000000 0000000000003000 " ] && echo "$journals" | grep -q ^sysctl-; then
    ok "$name"
else
    fail "$name: $journals $(grep -E 'Cap|Uid' "/proc/$server/status")"
fi
verdict "it answers" grep -q '^5 packets transmitted, 5 received' "$dir/ping"
verdict "systemd is told READY=1" until_true 2 grep -qx READY=1 "$notified"
verdict "and that it lives, while it does" until_true 5 sh -c "[ \$(grep -cx WATCHDOG=1 $notified) -ge 4 ]"
kill -STOP "$server"
beats=$(grep -cx WATCHDOG=1 "$notified")
sleep 0.7
name="no sign of life while it is stopped"
if [ "$(grep -cx WATCHDOG=1 "$notified")" -eq "$beats" ]; then ok "$name"; else fail "$name"; fi
kill -CONT "$server"
finish
verdict "systemd is told STOPPING=1" until_true 2 grep -qx STOPPING=1 "$notified"
name="ended by SIGTERM: exit 143, echo is the kernel's again"
if [ "$status" -eq 143 ] && echo_is "0 0"; then ok "$name"; else fail "$name: exit $status, $(echo_off "$S")"; fi
name="and nothing is complained of"
if [ "$(grep -vc '^ready \|^received \|^drawing\|^[0-9TZ:.-]* INFO' "$dir/serve.err")" -eq 0 ]; then ok "$name"; else fail "$name: $(cat "$dir/serve.err")"; fi
kill "$systemd"

# --- the manual

name="manual pages"
skip "$name" man || {
    problem=
    for page in "$at$prefix"/share/man/man1/*.1; do
        man --warnings -E UTF-8 -l "$page" >"$dir/page" 2>"$dir/warnings" || problem="$problem $page: not shown"
        [ ! -s "$dir/warnings" ] || problem="$problem $(cat "$dir/warnings")"
        grep -Eq '^\.TH [^ ]+ "?1"? "?[0-9]{4}-[0-9]{2}-[0-9]{2}"?( |$)' "$page" || problem="$problem $page: $(grep -m 1 '^\.TH' "$page")"
        grep -q SYNOPSIS "$dir/page" || problem="$problem $page: no SYNOPSIS"
        grep -q '^\.TH [^ ]* 1 [0-9]\{4\}-[0-9][0-9]-[0-9][0-9] "' "$page" || problem="$problem $page: $(grep '^\.TH' "$page")"
    done
    MANWIDTH=80 man -E UTF-8 -l "$at$prefix/share/man/man1/nyanpong-serve.1" >"$dir/page" 2>/dev/null
    grep -q -- '--takeover=HOW' "$dir/page" || problem="$problem serve: no --takeover"
    if [ -z "$problem" ]; then ok "$name"; else fail "$name: $problem"; fi
}

# --- completion, in a folder with an art that nobody else has

mkdir -p "$dir/here/frames/qatari" && : >"$dir/here/frames/qatari/art.yaml"
cat >"$dir/bash.sh" <<'BASH'
. "$1"
cd "$2"
shift 2
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_complete_nyanpong 2>/dev/null
echo "${COMPREPLY[*]}"
BASH
# Types each line and Tab, and writes the line that came of it.
cat >"$dir/zsh.zsh" <<'ZSH'
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "cd $2; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell "show() { print -r -- \"\$BUFFER\" >>$3; zle .kill-buffer; }; zle -N show; bindkey '^T' show"
shown=$3
shift 3
for line; do zpty -n -w shell "$line"$'\t\C-t'; done
for i in {1..100}; do
    [[ -f $shown && $(wc -l <$shown) -ge $# ]] && break
    sleep 0.1
done
zpty -d shell
ZSH

# completes SHELL WORD: COMMAND-LINE - WORD is what must come of its last word.
bash_completes() {
    want=$1
    shift
    got=$(bash "$dir/bash.sh" "$at$prefix/share/bash-completion/completions/nyanpong" "$dir/here" "$@" | tr -d '\n')
    if [ "$got" = "$want" ]; then ok "bash: $* is $want"; else fail "bash: $*: '$got', want $want"; fi
}
skip "bash completion" bash || {
    bash_completes serve nyanpong se
    bash_completes maneki nyanpong serve --art ma
    bash_completes qatari nyanpong preview qa
    bash_completes lo nyanpong serve -i l
    bash_completes respect nyanpong serve --firewall r
    bash_completes --takeover nyanpong serve --take
    bash_completes silence nyanpong preview nyan --ink s
    bash_completes hexdump nyanpong serve --art nyan --canvas h
    bash_completes "" nyanpong serve --art nyan --canvas r
    bash_completes none nyanpong top --takeover n
    bash_completes "" nyanpong reload --takeover a
}
skip "fish completion" fish || {
    for pair in "serve:se" "maneki:serve --art ma" "qatari:preview qa" "lo:serve -i l" "--takeover:serve --take" "list:art li"; do
        got=$(cd "$dir/here" && HOME=$dir fish -c "source $at$prefix/share/fish/vendor_completions.d/nyanpong.fish
            complete -C 'nyanpong ${pair#*:}'" 2>&1 | cut -f 1)
        if [ "$got" = "${pair%%:*}" ]; then ok "fish: ${pair#*:} is $got"; else fail "fish: $pair: got '$got'"; fi
    done
}
skip "zsh completion" zsh || {
    timeout 30 zsh -f "$dir/zsh.zsh" "$at$prefix/share/zsh/site-functions" "$dir/here" "$dir/zsh.out" "nyanpong se" \
        "nyanpong serve --art ma" "nyanpong preview qa" "nyanpong serve -i l" >/dev/null 2>&1
    printf 'nyanpong serve \nnyanpong serve --art maneki \nnyanpong preview qatari \nnyanpong serve -i lo \n' >"$dir/zsh.want"
    verdict "zsh: four lines completed" cmp "$dir/zsh.out" "$dir/zsh.want"
}

# --- the unit

name="the unit"
skip "$name" systemd-analyze || {
    sed "s|=\\(-*\\)$prefix|=\\1$at$prefix|; /^Documentation/d" "$at$prefix/lib/systemd/system/nyanpong.service" >"$dir/nyanpong.service"
    verdict "$name is understood" sh -c "[ -z \"\$(systemd-analyze verify $dir/nyanpong.service 2>&1)\" ]"
    mkdir "$dir/nyanpong.service.d"
    sed "s|=+$prefix|=+$at$prefix|" "$at$prefix/share/doc/nyanpong/anycast/anycast.conf" >"$dir/nyanpong.service.d/anycast.conf"
    verdict "$name with the announcement is understood" sh -c "[ -z \"\$(systemd-analyze verify $dir/nyanpong.service 2>&1)\" ]"
    rm -r "$dir/nyanpong.service.d"
    score=$(systemd-analyze security --offline=true "$dir/nyanpong.service" 2>/dev/null | sed -n 's/.*exposure level.*: \([0-9.]*\).*/\1/p')
    name="its exposure is below 3 ($score)"
    if [ "${score%%.*}" -lt 3 ]; then ok "$name"; else fail "$name"; fi
}

# --- the schema, where the installed configuration says that it is

schema=$(sed -n '1s/^# yaml-language-server: $schema=//p' "$at/etc/nyanpong/config.yaml")
name="the configuration names its schema, $schema, which is what nyanpong schema prints"
if "$nyanpong" schema | cmp -s - "$at$schema"; then ok "$name"; else fail "$name"; fi

# --- the configuration that the service has

# overlooks COMMAND... - whether the launcher, which is below another root here, says that it was not looked at.
sed "s|config=/etc/|config=$at/etc/|" "$nyanpong" >"$nyanpong.here"
chmod +x "$nyanpong.here"
overlooks() { (cd "$dir" && "$nyanpong.here" "$@") 2>&1 | grep -q "$at/etc/nyanpong/config.yaml, which the service reads, was not looked at: -c $at"; }
verdict "check says that it did not look at it" overlooks check
verdict "so does doctor" overlooks doctor
if overlooks check -c "$at/etc/nyanpong/config.yaml"; then fail "check -c: not looked at"; fi
rm "$nyanpong.here"

# --- and away again

# From a clone that has built nothing.
(JAR=$dir/none.jar PAGES=$dir/no-pages && export JAR PAGES && make_install remove) 2>"$dir/removed" || fail "uninstall: exit $?"
name="uninstall leaves nothing"
left=$(find "$at" -mindepth 1 2>/dev/null | head -n 5)
if [ -z "$left" ] && [ ! -s "$dir/removed" ]; then ok "$name"; else fail "$name: $left $(cat "$dir/removed")"; fi

make_install put >/dev/null
echo "# mine" >>"$at/etc/nyanpong/config.yaml"
make_install put >/dev/null
make_install remove 2>"$dir/removed"
name="but for a configuration that was edited, which a second install keeps, too"
left=$(cd "$at" && find . -type f)
if [ "$left" = ./etc/nyanpong/config.yaml ] && grep -q '^kept ' "$dir/removed" && grep -q '# mine' "$at/$left"; then
    ok "$name"
else
    fail "$name: $left"
fi

exit "$bad"
