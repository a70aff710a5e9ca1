#!/bin/sh
# Files and names that somebody made to do harm: an exit code, a line on stderr for each error, and nothing else: no stack trace,
# no control character, no waiting, no memory. The parser's own cases are in the unit tests; these go through the jar.
# needs: python3 mkfifo
# shellcheck disable=SC1003,SC2016,SC2059 # the formats are the inputs
set -u

: "${JAVA=$("$(dirname "$0")/../build/find-jdk")/bin/java}" "${JAR=$(dirname "$0")/../../target/nyanpong.jar}"
JAVA=$(realpath "$JAVA") JAR=$(realpath "$JAR")
dir=$(mktemp -d)
trap 'chmod -R u+rwx "$dir"; rm -rf "$dir"' EXIT
cd "$dir" || exit 1
bad=0
esc=$(printf '\033')

# run NAME CODE LINES PATTERN ARGUMENTS... - LINES lines on stderr, of which one has the pattern; -1: a stack trace.
run() {
    name=$1 want=$2 lines=$3 pattern=$4
    shift 4
    begin=$(date +%s%3N)
    timeout 10 "$JAVA" -Xmx48m -XX:TieredStopAtLevel=1 -jar "$JAR" "$@" >out 2>err </dev/null
    code=$?
    took=$(($(date +%s%3N) - begin))
    problem=
    [ "$code" -eq "$want" ] || problem="exit $code, want $want;"
    [ "$lines" -lt 0 ] || [ "$(wc -l <err)" -eq "$lines" ] || problem="$problem $(wc -l <err) lines on stderr, want $lines;"
    [ "$lines" -eq 0 ] || grep -q -- "$pattern" err || problem="$problem nothing says '$pattern';"
    [ "$lines" -lt 0 ] || ! grep -q '^[[:space:]]*at \|Exception\|Error:' err || problem="$problem a stack trace;"
    [ "$(wc -L <err)" -le 1000 ] || problem="$problem a line of $(wc -L <err) characters;"
    # C0 but for line feeds and tabs, DEL, C1, line separators, and what turns the direction of writing.
    python3 -c '
import sys, unicodedata
for name in "out", "err":
    text = open(name, "rb").read().decode()
    found = [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")]
    sys.exit("%r on %s" % (found[:5], name) if found else 0)' 2>raw || problem="$problem a control character: $(cat raw);"
    if [ -z "$problem" ]; then
        echo "ok $name ($took ms)"
    else
        echo "FAIL $name: $problem stderr: $(head -c 600 err | cat -v)"
        bad=1
    fi
}

# check NAME LINES PATTERN - config.yaml, whatever it is.
check() { run "$1" 78 "$2" "$3" check -c config.yaml; }

yaml() { printf "$@" >config.yaml; }

# --- what config.yaml says

python3 -c '
print("a: &a [x,x,x,x,x,x,x,x,x]")
for i in range(1, 9): print("%s: &%s [%s]" % (chr(97 + i), chr(97 + i), ",".join(["*" + chr(96 + i)] * 9)))' >config.yaml
check "a billion laughs" 1 'config.yaml:1:4: an anchor'
yaml 'engine: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ["http://192.0.2.1/"]]]]\n'
check "a tag that would make an object" 1 'config.yaml:1:9: a tag'
yaml 'log: each\nlog: none\nengine: auto\nengine: ring\nsurprise: 1\n'
check "duplicate keys and an unknown one: three errors" 3 'config.yaml:2:1: log: is here twice'
python3 -c 'print("programme: " + "[" * 60000)' >config.yaml
check "sixty thousand levels" 1 'levels deep'
python3 -c 'print("programme: [" + "a," * 30000 + "]")' >config.yaml
check "thirty thousand items" 1 'more than 4096'
python3 -c 'print("#" * 70000)' >config.yaml
check "more than 64 KiB" 1 'longer than 65536 bytes'
yaml 'interface: "\\e[2J\\e[31mred"\nlog: "\\u202egnol"\n'
check "escapes in values" 2 'interface:.*u001b'
yaml 'interface: s0\n# \033]0;title\007\n'
check "a raw escape in a comment" 1 'U+001B cannot stand'
yaml 'interface: \377\376\n'
check "not UTF-8" 1 'not UTF-8: byte 0xff'
yaml 'interface: s0\000\n'
check "a NUL" 1 'U+0000'
yaml 'frames: ../../../../etc\nprogramme: [{ canvas: cisco, play: [../passwd, /etc/shadow, "a\\0b"] }]\n'
check "names of arts that are paths" 3 'want an art.s name'
yaml 'frames: /dev/zero\nprogramme: [{ canvas: cisco, play: [nosuch] }]\n'
check "frames that are a device" 1 "'/dev/zero': no such folder"
yaml '\357\273\277interface: s0\r\nlog: none\r\nprogramme: []\r\n'
run "a byte order mark and CRLF are fine" 0 0 '' check -c config.yaml

# --- what config.yaml is

rm config.yaml
mkfifo config.yaml
check "a FIFO" 1 'not a regular file'
rm config.yaml
ln -s /dev/zero config.yaml
check "a link to a device" 1 'not a regular file'
rm config.yaml
ln -s config.yaml config.yaml
check "a link to itself" 1 'config.yaml: '
rm config.yaml
truncate -s 1T config.yaml
check "a terabyte" 1 'longer than 65536 bytes'
rm config.yaml
strange="c${esc}]0;owned
.yaml"
printf 'log: none\nprogramme: []\n' >"$strange"
run "a name that drives a terminal" 0 0 '' check -c "$strange"
run "the same in --effective" 0 0 '' check --effective -c "$strange"
printf 'colour: red\n' >"$strange"
run "the same in an error" 78 1 'colour: unknown key' check -c "$strange"
run "the same where there is no file" 78 1 'no such file' check -c "$strange.not"
run "escapes in a flag" 78 1 'u001b' check --engine "${esc}[31m"
run "escapes in an option's name" 2 1 'u001b' check "--${esc}[31m"
NYANPONG_LOG=$(printf '\033[31m\nred') && export NYANPONG_LOG
run "escapes in the environment" 78 1 'u001b' check
unset NYANPONG_LOG

# --- frames

mkdir -p frames/linked frames/fifo frames/notes frames/bomb frames/font frames/strange/nocanvas frames/many frames/long
echo '!!UU' >outside.txt
ln -s ../outside.txt frames/link.txt
ln -s ../../outside.txt frames/linked/01.txt
mkdir -p elsewhere/art && cp outside.txt elsewhere/art/01.txt
ln -s ../elsewhere/art frames/folder
ln -s /dev/zero frames/zero.txt
mkfifo frames/fifo/01.txt
mkfifo frames/notes/art.yaml && cp outside.txt frames/notes/01.txt
printf 'title: &a x\nauthor: *a\nlicence: x\n' >frames/bomb/art.yaml && cp outside.txt frames/bomb/01.txt
printf 'title: f\nauthor: me\nlicence: x\ntext: hi\nfont: ../../outside.flf\n' >frames/font/art.yaml
cp outside.txt frames/strange/nocanvas/01.txt && mv frames/strange/nocanvas "frames/strange/${esc}[31m"
(cd frames/many && python3 -c 'for i in range(300): open("%03d.txt" % i, "w").write("!U\n")')
truncate -s 1T frames/long/01.txt
printf '!\033[31mU\n' >frames/escape.txt
printf '!U\n' >"frames/${esc}[2Jname.txt"
printf '!\302\233U\n' >frames/csi.txt # the same in one character
printf '!\000U\n' >frames/nul.txt
printf '\303\050\n' >frames/latin.txt
: >frames/empty.txt
run "a gallery of such: an error for each, and the others are listed" 69 17 'u001b\[2Jname.txt: want a name' art list
for expected in 'link.txt: not a regular file' 'linked/01.txt: not a regular file' 'frames/folder: a link' 'zero.txt: not a regular file' \
    'fifo/01.txt: not a regular file' 'notes/art.yaml: not a regular file' 'bomb/art.yaml:1:8: an anchor' 'font/art.yaml:5:7: font' \
    'strange/.u001b\[31m: no such canvas' 'many: 300 frames: want 256' 'long/01.txt: too long' 'escape.txt:1: U+001B' \
    'csi.txt:1: U+009B' 'nul.txt:1: U+0000' 'latin.txt: not UTF-8' 'empty.txt: no character'; do
    if grep -q -- "$expected" err; then echo "ok   $expected"; else
        echo "FAIL   nothing says '$expected'"
        bad=1
    fi
done
if grep -q '^nyan ' out; then echo "ok   the others are listed"; else echo "FAIL   nyan is not listed" bad=1; fi
yaml 'programme: [{ canvas: cisco, play: [link, linked, folder, zero, fifo, notes, bomb, long, nul] }]\n'
check "all of them played: an error for each, with its place" 9 'config.yaml:1:37: .*link.txt: not a regular file'
run "an art that is a path" 69 1 'want a name' preview ../outside
run "a FIFO as an image" 69 1 'not a regular file' art import frames/fifo/01.txt art
python3 -c '
import struct, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
side = 60000
open("bomb.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * 4000000, 9)) + chunk(b"IEND", b""))'
run "a PNG of 3.6 gigapixels" 69 1 'bomb.png: ' art import bomb.png art --dry-run
rm -rf frames
mkdir frames
(cd frames && python3 -c 'for i in range(20000): open("art-%05d.txt" % i, "w").write("!U\n")')
run "an unknown art among twenty thousand" 69 1 'no such art' preview nosuch
rm -rf frames
mkfifo frames
yaml 'frames: frames\nprogramme: []\n'
check "frames that are a FIFO" 1 'no such folder'
run "a stack trace that was asked for has no escape" 78 -1 'u001b' check --debug -c "$strange.not"
exit "$bad"
