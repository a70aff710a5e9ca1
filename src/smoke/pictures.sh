# shellcheck shell=sh disable=SC2154
# Sourced, after lib.sh, by the smoke tests that compare what a client shows with what `nyanpong preview` says that it will.

nyanpong() { "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" "$@"; }

# In front of a client: it, like the responder, gets a processor when it wants one, however busy the machine is; else a
# picture made of milliseconds tells of the machine. Empty where that is not allowed.
prompt="chrt -r 1"
$prompt true 2>/dev/null || prompt=

frames=$dir/frames
mkdir -p "$frames"

# art NAME - an art of one frame, which is read from stdin.
art() {
    mkdir -p "$frames/$1"
    cat >"$frames/$1/01.txt"
}

# bars HEIGHT... - art whose columns are so high, of 24.
bars() {
    row=24
    while [ "$row" -gt 0 ]; do
        for height; do [ "$height" -ge "$row" ] && printf '#' || printf ' '; done
        echo
        row=$((row - 1))
    done
}

# draw CANVAS "ART, ART..." [LINE...] - starts the responder with one rule, which has these further lines.
draw() {
    {
        printf 'interface: s0\nframes: frames\nprogramme:\n  - canvas: %s\n    play: [%s]\n' "$1" "$2"
        shift 2
        for line; do printf '    %s\n' "$line"; done
        echo 'log: none'
    } >"$dir/draw.yaml"
    serve -c "$dir/draw.yaml" || return
    [ -z "$prompt" ] || chrt -a -r -p 1 "$server"
}

# preview CANVAS ART [ARGUMENT...]
preview() {
    canvas=$1 shown=$2
    shift 2
    nyanpong preview "$shown" --frames "$frames" --canvas "$canvas" "$@" 2>"$dir/preview.err" ||
        fail "preview $canvas $shown: $(cat "$dir/preview.err")"
}

# shows NAME COMMAND... - ok if the command, which runs a client and prints its picture, prints what is in $dir/want. A busy
# machine may answer or ask a few milliseconds late, which spoils a cell where cells are made of time: so there are four tries.
shows() {
    title=$1
    shift
    for try in 1 2 3 4; do
        "$@" >"$dir/have" 2>"$dir/have.err"
        cmp -s "$dir/want" "$dir/have" && break
    done
    problem=
    cmp -s "$dir/want" "$dir/have" || problem="$(diff "$dir/want" "$dir/have" | head -n 6) $(head -n 2 "$dir/have.err")"
    [ "$try" -eq 1 ] || title="$title, try $try"
    judge "$title" "$problem"
}
