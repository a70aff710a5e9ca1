"""Lines of a terminal on stdin, with the colours of ECMA-48 in them, become an SVG in which they appear sign by sign.

film.py NAME ALT COMMAND [--weak SIGNS] [--accent SIGNS] [--after PREFIX] [--seconds S]: the command is shown in the first line;
signs that are to be seen less, or in a colour of their own (in lines that begin with the prefix); how long it takes to draw.

It moves by CSS alone, follows the reader's light or dark scheme, and stands still, whole, for who wants no motion and for
programs that know no animation. Nothing in it but text: a line is a text, and a curtain before it that moves away.
"""

import argparse
import re
import sys
from html import escape

WIDE, TALL, MARGIN, SIZE = 7.22, 15, 14, 12
HOLD = 6  # seconds that the whole picture stands

COLOURS = {"31": "r", "32": "g", "33": "y", "41": "R", "42": "G", "43": "Y"}

# What is named below, in the light scheme and in the dark one.
SCHEMES = (
    dict(paper="#f6f8fa", edge="#d0d7de", ink="#1f2328", weak="#a3abb5", accent="#bf3989", r="#cf222e", g="#1a7f37", y="#d4a72c"),
    dict(paper="#0d1117", edge="#30363d", ink="#f0f6fc", weak="#59626d", accent="#f778ba", r="#da3633", g="#2ea043", y="#d29922"),
)
SCHEME = (
    ".s,.c{fill:%(paper)s}.e{stroke:%(edge)s}text{fill:%(ink)s}.w{fill:%(weak)s}.a{fill:%(accent)s}"
    ".r,.R{fill:%(r)s}.g,.G{fill:%(g)s}.y,.Y{fill:%(y)s}"
)
FONT = 'text{font:%dpx ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}' % SIZE
MOTION = """@media(prefers-reduced-motion:no-preference){.c{animation:d %(whole).2fs steps(%(columns)d) infinite backwards}
@keyframes d{0%%{opacity:1;transform:none}%(row).3f%%{opacity:1;transform:translateX(%(wide)gpx)}%(after).3f%%,to{opacity:0;transform:none}}}"""

BLOCKS = "▁▂▃▄▅▆▇█"


def runs(line, look, arguments):
    """(column, text, classes) of a line's signs that look alike; look is how the last line ended, and this one does."""
    column, found = 0, []
    for escaped, sign in re.findall("\033\\[([0-9;]*)m|(.)", line):
        if not sign:
            for number in escaped.split(";"):
                if number in ("", "0"):
                    look[:] = []
                elif number == "39":
                    look[:] = [c for c in look if c.isupper()]
                elif number == "49":
                    look[:] = [c for c in look if c.islower()]
                elif number in COLOURS:
                    new = COLOURS[number]
                    look[:] = [c for c in look if c.isupper() != new.isupper()] + [new]
            continue
        if sign == "\t":
            column += 8 - column % 8
            continue
        drawn = line.startswith(arguments.after) and column >= 8 if arguments.after else True
        kind = "w" if drawn and sign in arguments.weak else "a" if drawn and sign in arguments.accent else "".join(sorted(look))
        if arguments.after and not drawn:
            kind = "w"
        if found and found[-1][2] == kind and found[-1][0] + len(found[-1][1]) == column:
            found[-1][1] += sign
        elif sign != " " or any(c.isupper() for c in kind):
            found.append([column, sign, kind])
        column += 1
    return found


def number(value):
    return ("%.2f" % value).rstrip("0").rstrip(".")


def box(column, columns, tall, y):
    """A part of a line, from its lower edge up."""
    x, wide = number(MARGIN + column * WIDE), number(columns * WIDE)
    return "M%s %sh%sv-%sh-%sz" % (x, number(y + 4), wide, number(tall), wide)


def text(y, pieces):
    """A line whose letters stand on y. Bars are drawn, for fonts disagree how they fill their cell."""
    paths, spans = {}, ""
    for column, signs, kind in pieces:
        for back in (c for c in kind if c.isupper()):
            paths[back] = paths.get(back, "") + box(column, len(signs), TALL, y)
        front = "".join(c for c in kind if c.islower())
        if signs[0] in BLOCKS:
            for n, sign in enumerate(signs):
                paths[front] = paths.get(front, "") + box(column + n, 1, TALL * (BLOCKS.index(sign) + 1) / len(BLOCKS), y)
            continue
        spans += '<tspan%s x="%s"%s>%s</tspan>' % (
            ' class="%s"' % front if front else "",
            number(MARGIN + column * WIDE),
            ' textLength="%s"' % number(len(signs) * WIDE) if len(signs) > 1 else "",
            escape(signs),
        )
    # Backgrounds first.
    drawn = "".join('<path class="%s" d="%s"/>' % item for item in sorted(paths.items()))
    return drawn + ('<text y="%d">%s</text>' % (y, spans) if spans else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("alt")
    parser.add_argument("command")
    parser.add_argument("--weak", default="")
    parser.add_argument("--accent", default="")
    parser.add_argument("--after", default="")
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    lines = [line.rstrip("\n") for line in sys.stdin]
    look = []
    rows = [runs(line, look, arguments) for line in lines]
    columns = max([len(arguments.command)] + [row[-1][0] + len(row[-1][1]) for row in rows if row])
    wide, tall = columns * WIDE + 2 * MARGIN, (len(rows) + 1) * TALL + 2 * MARGIN
    whole, each = arguments.seconds + HOLD, arguments.seconds / len(rows)
    row = 100 * each / whole
    print('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img">' % (wide, tall, wide, tall))
    print("<title>%s</title>" % escape(arguments.alt))
    print("<style>%s\n%s\n@media(prefers-color-scheme:dark){%s}" % (FONT, SCHEME % SCHEMES[0], SCHEME % SCHEMES[1]))
    print(MOTION % dict(whole=whole, columns=columns, row=row, after=row + 0.001, wide=columns * WIDE + 2) + "</style>")
    print('<rect class="s" width="%g" height="%g" rx="6"/>' % (wide, tall))
    y = MARGIN + 11
    print(text(y, [[0, arguments.command, ""]]))
    for n, pieces in enumerate(rows):
        y += TALL
        print(text(y, pieces), end="")
        print('<rect class="c" x="%d" y="%d" width="%g" height="%d" opacity="0" style="animation-delay:%ss"/>' % (
            MARGIN - 1, y - 12, columns * WIDE + 2, TALL + 2, number(n * each)))
    print('<rect class="e" x=".5" y=".5" width="%g" height="%g" rx="6" fill="none"/>' % (wide - 1, tall - 1))
    print("</svg>")


main()
