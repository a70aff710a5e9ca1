#!/bin/sh
# The Debian package, built, checked, installed and removed in a folder; and a Java of just the modules that nyanpong needs.
# needs: root dpkg-deb mvn ip ping python3
# shellcheck disable=SC2154 # what lib.sh sets
. "$(dirname "$0")/lib.sh"

root=$(cd "$smoke/../.." && pwd)
deb=$root/target/nyanpong.deb

# --- the package

make -C "$root" deb >"$dir/make" 2>&1 || {
    # Whether jdeb can be had is not what is tried here.
    if [ "${CI-}" != true ] && grep -q 'Could not transfer\|offline\|Unknown host' "$dir/make"; then
        echo "*** SKIPPED the package: jdeb could not be fetched"
        exit 0
    fi
    fail "make deb: $(tail -n 5 "$dir/make")"
    exit 1
}
cp "$deb" "$dir/first.deb"
make -C "$root" deb >"$dir/make" 2>&1
verdict "make deb, twice, the same bytes" cmp "$dir/first.deb" "$deb"

if command -v lintian >/dev/null; then
    lintian --allow-root "$deb" >"$dir/lintian" 2>&1
    name="lintian has nothing to say"
    if [ ! -s "$dir/lintian" ]; then ok "$name"; else fail "$name: $(cat "$dir/lintian")"; fi
else
    echo "*** SKIPPED lintian: not installed"
fi

at=$dir/at
mkdir -p "$at/var/lib/dpkg/updates" "$at/var/lib/dpkg/info" "$at/var/lib/dpkg/triggers"
: >"$at/var/lib/dpkg/status"
dpkg_at() { dpkg --root="$at" --force-script-chrootless --log="$dir/dpkg.log" "$@"; }

dpkg_at -i "$deb" >"$dir/dpkg" 2>&1 || fail "dpkg -i: $(cat "$dir/dpkg")"
name="installed: it runs, with an archive of classes"
if "$at/usr/bin/nyanpong" check -c "$at/etc/nyanpong/config.yaml" >"$dir/out" 2>&1 && [ -s "$at/usr/lib/nyanpong/nyanpong.jsa" ]; then
    ok "$name"
else
    fail "$name: $(cat "$dir/out" "$dir/dpkg")"
fi
name="the service is not enabled"
enabled=$(find "$at" -name '*.wants')
if [ -z "$enabled" ] && [ -f "$at/usr/lib/systemd/system/nyanpong.service" ]; then ok "$name"; else fail "$name: $enabled"; fi

echo "# mine" >>"$at/etc/nyanpong/config.yaml"
dpkg_at -r nyanpong >"$dir/dpkg" 2>&1 || fail "dpkg -r: $(cat "$dir/dpkg")"
left=$(cd "$at" && find . -type f ! -path './var/lib/dpkg/*')
name="removed: only a configuration that was edited is left"
if [ "$left" = ./etc/nyanpong/config.yaml ]; then ok "$name"; else fail "$name: $left"; fi
dpkg_at -P nyanpong >"$dir/dpkg" 2>&1 || fail "dpkg -P: $(cat "$dir/dpkg")"
left=$(cd "$at" && find . ! -path './var*' ! -name .)
name="purged: nothing is"
if [ -z "$left" ]; then ok "$name"; else fail "$name: $left"; fi

# --- the image

JAVA_HOME=${JAVA%/bin/java}
if [ ! -x "$JAVA_HOME/bin/jlink" ]; then
    echo "*** SKIPPED the image: this JDK has no jlink"
    exit "$bad"
fi
JAVA_HOME=$JAVA_HOME "$root/src/dist/image" "$dir/java" >"$dir/jlink" 2>&1 || fail "jlink: $(cat "$dir/jlink")"
megabytes=$(du -sm "$dir/java" | cut -f 1)
name="a Java of its own: $megabytes MB"
if [ "$megabytes" -lt 110 ]; then ok "$name"; else fail "$name"; fi
JAVA=$dir/java/bin/java
python3 "$smoke/images.py" "$dir"
quietly() { "$@" >"$dir/out" 2>&1 || { cat "$dir/out" && false; }; }
verdict "it checks" quietly "$JAVA" -jar "$JAR" check
verdict "it imports an image" quietly "$JAVA" -jar "$JAR" art import "$dir/ring.png" test --dry-run
two_namespaces
serve || exit 1
verdict "it serves" quietly in_c ping -n -c 3 -i 0.2 192.0.2.1
verdict "it pings" quietly in_c "$JAVA" -jar "$JAR" ping 192.0.2.1
finish TERM

exit "$bad"
