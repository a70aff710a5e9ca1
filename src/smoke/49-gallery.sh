#!/bin/sh
# The gallery: what is drawn and what is finished, in a browser, for this host alone unless it is told otherwise. Where there is
# a chromium, the page is looked at by it.
# needs: root ip ping python3
# waits
. "$(dirname "$0")/lib.sh"

two_namespaces

# ask NAME CODE - ok if the Python succeeds, which has get(path, method, host) of the gallery in $url.
ask() {
    problem=$($3 python3 - "$url" 2>&1 <<PY
import json, re, sys, http.client, time
host = sys.argv[1]
def get(path, method="GET", name=None):
    c = http.client.HTTPConnection(host, timeout=5)
    c.request(method, path, headers={"Host": name or host})
    r = c.getresponse()
    return r.status, dict((k.lower(), v) for k, v in r.getheaders()), r.read().decode()
def data(path):
    return json.loads(get(path)[2])
$2
PY
    )
    verdict "$1${problem:+: $(echo "$problem" | tail -n 1)}" [ -z "$problem" ]
}

url=127.0.0.1:9416
printf '%s\n' 'interface: s0' 'log: none' "gallery: $url" >"$dir/gallery.yaml"
serve -c "$dir/gallery.yaml" || exit 1
verdict "it is told where it is" grep -q "^ready .* gallery=$url " "$dir/serve.err"

ask "the page is whole: nothing is loaded from elsewhere, and only its own style and script may run" '
status, headers, page = get("/")
assert status == 200 and headers["content-type"].startswith("text/html"), (status, headers)
policy = headers["content-security-policy"]
assert "default-src '"'none'"'" in policy and "unsafe" not in policy and policy.count("sha256-") == 2, policy
assert headers["x-content-type-options"] == "nosniff" and "set-cookie" not in headers, headers
assert not re.findall(r"(?:src|href)=\"(?!data:)|https?://|@import|url\(", page), "loads something"' in_s
ask "it can be read, not changed, by no other name, and nothing else is there" '
for status, (method, path, name) in {405: ("POST", "/live.json", None), 421: ("GET", "/", "evil.example"), 404: ("GET", "/../etc/passwd", None)}.items():
    assert get(path, method, name)[0] == status, (status, get(path, method, name))
assert get("/", name="localhost:9416")[0] == 200' in_s

in_c ping -n -q -s 1416 -c 1 192.0.2.1 >/dev/null 2>&1
in_c "$JAVA" -XX:TieredStopAtLevel=1 -jar "$JAR" ping 192.0.2.1 --repeat 1400 --interval 4 >/dev/null 2>&1 &
ask "a picture grows, cell by cell; its address is a network" '
def drawing():
    for _ in range(100):
        for d in data("/live.json")["shown"]:
            if d["client"] == "cisco":
                return d
        time.sleep(0.1)
first = drawing()
time.sleep(0.8)
then = drawing()
assert first["id"] == then["id"] and first["address"] == "192.0.2.0/24", first
assert first["cells"] < then["cells"] <= 1400, (first["cells"], then["cells"])
for d in first, then:
    asked = sum(len(row.replace(" ", "")) for row in d["picture"])
    assert asked == d["cells"] and len(d["picture"]) == 20, (asked, d["cells"])' in_s
ask "one that is finished is kept" '
done = data("/finished.json")["finished"]
assert [(d["canvas"], d["address"], d["cells"] == d["of"]) for d in done] == [("hexdump", "192.0.2.0/24", True)], done
assert data("/live.json")["finished"] == 1' in_s

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
    in_s timeout 40 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$dir/chromium" \
        --virtual-time-budget=4000 --dump-dom "http://$url/" >"$dir/dom" 2>/dev/null
    verdict "a browser shows both, and what became of the packets" python3 - "$dir/dom" <<'PY'
import re, sys
dom = open(sys.argv[1]).read()
for what in ['aria-label="nyan, drawn by cisco of 192.0.2.0/24', 'drawn by iputils of 192.0.2.0/24, 100 %', '<th scope="row">reply drawn</th><td>1</td>', 'client draws?\\.']:
    assert re.search(what, dom), what
PY
fi

in_s python3 - "$url" <<'PY' &
import socket, sys, time
host, port = sys.argv[1].split(":")
slow = [socket.create_connection((host, int(port))) for _ in range(40)]
for s in slow[:20]: s.send(b"GET / HT")
time.sleep(3)
PY
slow=$!
sleep 0.3
ask "forty that are slow keep nobody out" 'assert get("/")[0] == 200' in_s
kill "$slow" 2>/dev/null
finish

# --- for everybody, and with addresses, because it is told so

url=192.0.2.1:9416
printf '%s\n' 'interface: s0' "gallery: $url" 'gallery-addresses: full' >"$dir/gallery.yaml"
serve -c "$dir/gallery.yaml" || exit 1
verdict "beyond this host it is served with a warning" grep -q "WARN gallery $url: whoever can reach it" "$dir/serve.err"
in_c ping -n -q -s 1416 -c 1 192.0.2.1 >/dev/null 2>&1
ask "and tells addresses only where it is told to" '
for _ in range(50):
    done = data("/finished.json")["finished"]
    if done: break
    time.sleep(0.1)
assert [d["address"] for d in done] == ["192.0.2.2"], done
assert get("/", name="gallery.example")[0] == 200' in_c

in_s python3 -c 'import socket, time; s = socket.create_server(("127.0.0.1", 9417)); time.sleep(20)' &
taken=$!
finish
printf '%s\n' 'interface: s0' 'gallery: 127.0.0.1:9417' >"$dir/gallery.yaml"
start -c "$dir/gallery.yaml"
finish none
verdict "a port that is taken: exit $status, $(grep -o 'gallery 127.*' "$dir/serve.err" | head -c 70)" \
    sh -c "[ $status -eq 69 ] && grep -q 'gallery 127.0.0.1:9417: the port is taken' $dir/serve.err"
kill "$taken" 2>/dev/null
exit "$bad"
