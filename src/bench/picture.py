"""A picture as SVG, light or dark as the reader's browser prefers. The same figures give the same octets."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 840, 400, 66, 168, 50, 56

# Each responder's place among the colours. Ours are drawn by a full line, what they are compared with by a broken one.
NAMED = {"kernel": 0, "c": 1, "c-ring": 2, "xdp-echo": 3, "scapy": 4, "socket": 5, "ring": 6, "installed": 7, "tcx": 8, "xsk": 9,
         "xdp-generic": 10, "xdp-native": 11}
OURS = {"socket", "ring", "installed", "tcx", "xsk", "xdp-generic", "xdp-native"}
LIGHT = ["#57606a", "#9a6700", "#c2410c", "#0f766e", "#7c2d12", "#808000", "#0969da", "#8fb4e6", "#0891b2", "#1a7f37", "#8250df",
         "#cf2270"]
DARK = ["#9198a1", "#d4a72c", "#f0883e", "#2dd4bf", "#d6a58a", "#d9d94a", "#58a6ff", "#3b6ea8", "#22d3ee", "#56d364", "#bc8cff",
        "#ff6ba9"]

STYLE = "".join(
    [":root{--ink:#1f2328;--soft:#59636e;--faint:#d1d9e0;--ground:#fff}"]
    + [f".c{i}{{--c:{c}}}" for i, c in enumerate(LIGHT)]
    + ["@media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--soft:#9198a1;--faint:#3d444d;--ground:#0d1117}"]
    + [f".c{i}{{--c:{c}}}" for i, c in enumerate(DARK)]
    + ["}.g{fill:var(--ground)}text{font:13px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:var(--ink)}.t{font-weight:600;font-size:15px}"
       ".w{font-weight:600}.f{fill:var(--soft);font-size:12px;paint-order:stroke;stroke:var(--ground);stroke-width:5px}.s{stroke:var(--faint)}.l{fill:none;stroke:var(--c);stroke-width:1.5;stroke-dasharray:5 3}"
       ".l.o{stroke-width:2.5;stroke-dasharray:none}.b{fill:var(--c)}.h{opacity:.5}.e{stroke:var(--ink);stroke-width:1.5}.m{text-anchor:middle}.r{text-anchor:end}"])


def escaped(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def number(v):
    return f"{v:.2f}".rstrip("0").rstrip(".") or "0"


def bare(name):
    """A responder's name without its -draw and its jar."""
    return name.split("=")[0].removesuffix("-draw")


def scale(low, high, start, end, of=lambda v: v):
    return lambda v: start + (of(v) - of(low)) / (of(high) - of(low)) * (end - start)


class Picture:
    def __init__(self, title, height=HEIGHT):
        self.height = height
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
                      f"<title>{escaped(title)}</title><style>{STYLE}</style>",
                      f'<rect class="g" width="{WIDTH}" height="{height}" rx="6"/>']
        self.text(16, 26, title, "t")
        self.colours = dict(NAMED)

    def kind(self, name):
        """The classes of a responder's line: what is not named above gets the next colour."""
        name = bare(name)
        colour = self.colours.setdefault(name, len(self.colours)) % len(LIGHT)
        ours = any(name == engine or name.startswith(engine + "-") for engine in OURS)
        return f"c{colour}" + (" o" if ours else "")

    def text(self, x, y, text, kind="", extra=""):
        self.parts.append(f'<text x="{number(x)}" y="{number(y)}" class="{kind}"{extra}>{escaped(text)}</text>')

    def line(self, x1, y1, x2, y2, kind="s", extra=""):
        self.parts.append(f'<line class="{kind}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"{extra}/>')

    def bar(self, x, y, width, height, kind):
        self.parts.append(f'<rect class="b {kind}" x="{number(x)}" y="{number(y)}" width="{number(max(width, 1))}" height="{number(height)}" rx="2"/>')

    def dot(self, x, y, kind):
        self.parts.append(f'<circle class="b {kind}" cx="{number(x)}" cy="{number(y)}" r="6"/>')

    def path(self, points, name):
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.parts.append(f'<path class="l {self.kind(name)}" stroke-linejoin="round" d="M{steps}"/>')

    def axes(self, x_ticks, y_ticks, x_label, y_label, x_of, y_of):
        bottom = self.height - BOTTOM
        for value, text in x_ticks:
            self.line(x_of(value), TOP, x_of(value), bottom)
            self.text(x_of(value), bottom + 18, text, "m")
        for value, text in y_ticks:
            self.line(LEFT, y_of(value), WIDTH - RIGHT, y_of(value))
            self.text(LEFT - 8, y_of(value) + 4, text, "r")
        self.text((LEFT + WIDTH - RIGHT) / 2, self.height - 14, x_label, "m f")
        self.text(LEFT, TOP - 8, y_label, "f")

    def legend(self, names):
        for i, name in enumerate(names):
            y = TOP + 10 + 24 * i
            self.path([(WIDTH - RIGHT + 18, y), (WIDTH - RIGHT + 48, y)], name)
            self.text(WIDTH - RIGHT + 56, y + 4, bare(name))

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(self.parts) + "\n</svg>\n")


def nines(share):
    """0 for none, 1 for 90 %, 2 for 99 %: so that a tail is seen as well as a median."""
    return -math.log10(max(1 - share, 1e-9))
