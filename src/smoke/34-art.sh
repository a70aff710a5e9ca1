#!/bin/sh
# Art brought from outside: a QR code that a reader reads from what the client prints, images and texts, and the question
# that a terminal is asked.
# needs: python3 zbarimg
set -u

# Arguments that are not ASCII, whatever the runner's locale is.
export LC_ALL=C.UTF-8

smoke=$(cd "$(dirname "$0")" && pwd)
: "${JAVA=$("$smoke/../build/find-jdk")/bin/java}" "${JAR=$smoke/../../target/nyanpong.jar}"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0

nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

# verdict NAME COMMAND... - ok if the command succeeds.
verdict() {
    title=$1
    shift
    if "$@" >"$dir/verdict" 2>&1; then
        echo "ok $title"
    else
        echo "FAIL $title: $(head -c 600 "$dir/verdict")"
        bad=1
    fi
}

# import ARGUMENTS... - into the test's own gallery.
import() { nyanpong art import --frames "$dir/frames" --author smoke --licence CC0-1.0 "$@" >"$dir/out" 2>"$dir/err"; }

# photographed COLUMNS - the picture on stdin as a terminal shows it, to an image; each cell that many columns wide.
photographed() { python3 "$smoke/photograph.py" "$1" >"$dir/photo.pgm"; }

# reads TEXT - whether a QR reader reads just that from the image.
reads() {
    read=$(zbarimg --nodbus --quiet --raw "$dir/photo.pgm" 2>/dev/null)
    [ "$read" = "$1" ] || { echo "read '$read', want '$1'" && return 1; }
}

# --- codes, from what a router prints

# code NAME TEXT [OPTIONS...]
code() {
    name=$1 text=$2
    shift 2
    verdict "$name: imported" import --qr "$text" "$name" --yes "$@"
    nyanpong preview "$name" --frames "$dir/frames" 2>/dev/null | photographed 1
    verdict "$name: read from the preview" reads "$text"
}
code url 'https://example.net/nyanpong'
code longest '0123456789 abcdefghijklmnopqrstu'
code literal 'https://example.net/' --literal
code capitals 'HTTPS://EXAMPLE.NET/PING/AND/IT/DRAWS/A/CODE/QR'
code high 'nyan' --ecc high
code narrow 'https://example.net/a/somewhat/longer/path/of/53/octe' --quiet 2
code japanese 'ねこ' --canvas cisco
cat "$dir/frames/japanese/cisco/01.txt" | tr '@ ' 'U!' | photographed 1
verdict "japanese: read from its own folder" reads 'ねこ'
import --qr '198.51.100.7' square --yes --canvas hexdump
tr '@ ' 'U!' <"$dir/frames/square/hexdump/01.txt" | photographed 2
verdict "square: read from square cells" reads 198.51.100.7

# A client that prints light for ink shows a code turned inside out: --invert turns it back.
import --qr inverted inverted --yes --invert
nyanpong preview inverted --frames "$dir/frames" 2>/dev/null | tr 'U!' '!U' | photographed 1
verdict "inverted: read from light on dark" reads inverted

too_long() { import --qr 'https://example.net/123456789abcdef' long --yes; [ $? -eq 69 ] && [ ! -e "$dir/frames/long" ]; }
verdict "too long a text is refused, and leaves nothing" too_long
said() { grep -q 'at most 32 of such.*it fits at --quiet 2' "$dir/err" && [ "$(wc -l <"$dir/err")" -eq 1 ]; }
verdict "and is told what would fit, in one line" said

# --- images and texts

python3 "$smoke/images.py" "$dir"
verdict "a PNG: a ring" import "$dir/ring.png" ring --yes --width 12
nyanpong preview ring --frames "$dir/frames" >"$dir/ring" 2>/dev/null
printf '%s\n' UUUUUUUUUUUU UU!!!!!!!!UU UU!!!!!!!!UU UU!!!!!!!!UU UU!!!!!!!!UU UUUUUUUUUUUU >"$dir/want"
cut -c30-41 "$dir/ring" >"$dir/have"
verdict "a PNG: keeps its shape" cmp "$dir/have" "$dir/want"
verdict "a GIF: two frames" import "$dir/blink.gif" blink --yes --width 2
verdict "a GIF: both are there" sh -c "ls '$dir/frames/blink' | tr '\n' ' ' | grep -x '01.txt 02.txt art.yaml '"
verdict "a text" import --text 'Ping me' hello --yes
for font in /usr/share/figlet/standard.flf; do
    [ ! -f "$font" ] || verdict "a text in FIGlet's own font" import --text 'Ping me' standard --font "$font" --yes
done
verdict "the gallery has them" sh -c "'$JAVA' -jar '$JAR' art list --frames '$dir/frames' | grep -q '^blink .*2 frames.*(smoke, CC0-1.0)'"

# answered KEYS - what is left after the question was answered so, at a terminal.
answered() {
    python3 "$smoke/terminal.py" "[y/N]" "$1" "$JAVA" -jar "$JAR" art import --frames "$dir/asked" --text Hi hi >"$dir/shown" 2>&1
    grep -q 'Write it' "$dir/shown" && [ "$(tail -n 1 "$dir/shown")" = "exit 0" ]
}
kept_out() { answered "$1" && [ ! -e "$dir/asked" ] && grep -q 'nothing written' "$dir/shown"; }
written() { answered "$1" && [ -f "$dir/asked/hi/01.txt" ]; }
verdict "asked at a terminal, an empty answer writes nothing" kept_out ''
verdict "nor does no" kept_out n
verdict "yes writes it" written y

# --- what is no art

# broken NAME COMMAND... - the import ends with one line, exit 69, and nothing is left.
broken() {
    "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    [ "$status" -eq 69 ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && [ ! -s "$dir/out" ] && [ ! -e "$dir/frames/broken" ] &&
        ! grep -q "$(printf '\033')" "$dir/err"
}
for image in "$dir"/bad-*; do
    verdict "$(basename "$image" | tr -d "\\033") is refused in one line" broken import "$image" broken --yes
done
small() { "$JAVA" -Xmx48m -jar "$JAR" art import --frames "$dir/frames" "$dir/large.png" broken --yes; }
verdict "what the memory does not hold is refused in one line" broken small
exit $bad
