#!/bin/sh
# The jar by itself: silent on a Java that is new enough, one sentence and exit 69 on one that is not.
set -u

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
bad=0

ok() { echo "ok $1"; }
fail() {
    echo "FAIL $1: exit $status, stdout '$(head -c 300 "$dir/out")', stderr '$(head -c 300 "$dir/err")'"
    bad=1
}

# run COMMAND... - leaves its exit code in $status, its output in $dir
run() {
    "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }

# The option came with JDK 24: before, there was nothing to deny.
deny=
[ "$(feature "${JAVA%/bin/java}")" -lt 24 ] || deny=--illegal-native-access=deny

run "$JAVA" $deny -jar "$JAR" --version
name="--version prints the version and nothing else"
if [ "$status" -eq 0 ] && [ ! -s "$dir/err" ] && grep -qx 'nyanpong [0-9][0-9.]*.*' "$dir/out"; then
    ok "$name"
else
    fail "$name"
fi

# Asks the kernel for its interfaces: native calls, on a Java that denies them to whom the manifest does not allow them.
run "$JAVA" $deny -jar "$JAR" serve -i nosuch0
name="native calls with nothing on stderr but the answer"
if [ "$status" -eq 69 ] && [ "$(wc -l <"$dir/err")" -eq 1 ] && grep -q 'no such interface' "$dir/err"; then
    ok "$name"
else
    fail "$name"
fi

size=$(wc -c <"$JAR")
name="one jar of less than 6 MB ($size bytes)"
if [ "$size" -lt 6000000 ]; then ok "$name"; else fail "$name"; fi

# Another folder, another time, another umask: the same bytes.
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir "$dir/again"
(cd "$root" && tar -c --exclude=./target --exclude=./.git .) | (cd "$dir/again" && umask 077 && tar -xm)
run make -C "$dir/again" build
name="built again elsewhere, the same bytes"
if [ "$status" -eq 0 ] && cmp -s "$JAR" "$dir/again/target/nyanpong.jar"; then ok "$name"; else fail "$name"; fi

run make -C "$root" help
name="make lists its targets, each on a line of a terminal"
if [ "$status" -eq 0 ] && grep -q '^make demo' "$dir/out" && ! grep -q '.\{81\}' "$dir/out"; then ok "$name"; else fail "$name"; fi

run "$JAVA" $deny -jar "$JAR" --no-such-option
name="a usage error exits 2, on stderr"
if [ "$status" -eq 2 ] && [ -s "$dir/err" ] && [ ! -s "$dir/out" ]; then ok "$name"; else fail "$name"; fi

# Any real one will do, such as Maven's on Debian; the version it says it is cannot be faked from the command line.
old=
for home in /usr/lib/jvm/*; do
    f=$(feature "$home")
    if [ -n "$f" ] && [ "$f" -lt 22 ] && [ -x "$home/bin/java" ]; then old=$home; fi
done
name="an old Java refuses in one sentence"
if [ -n "$old" ]; then
    run "$old/bin/java" -jar "$JAR" --version
    if [ "$status" -eq 69 ] && [ ! -s "$dir/out" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] &&
        grep -q '^nyanpong needs Java 22 or newer' "$dir/err"; then ok "$name"; else fail "$name"; fi
elif [ "${CI-}" = true ]; then
    echo "FAIL $name: none under /usr/lib/jvm to try"
    bad=1
else
    echo "*** SKIPPED $name: none under /usr/lib/jvm to try"
fi

exit "$bad"
