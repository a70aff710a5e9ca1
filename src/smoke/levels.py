"""Reads bars off a terminal: glyph and colour together are a level.

levels.py prettyping|noping < SCREEN    (with its colours' escape sequences, as tmux's capture-pane -e tells them)

Prints the levels of each row of bars, a blank between them, `!` for a loss.

prettyping has eight glyphs in three colours, 24 levels. noping, as Debian builds it, draws with the terminal's five scan
lines, 15 levels.
"""

import re
import sys

FORMS = {
    "prettyping": ("▁▂▃▄▅▆▇█", [(32, 49), (33, 42), (31, 43)]),
    "noping": ("⎽⎼─⎻⎺", [(32, 49), (33, 49), (31, 49)]),
}
TOKEN = re.compile("\x1b\\[([0-9;]*)m|(.)", re.S)


def cells(text):
    """Each character of a screen with its foreground and background colour."""
    front, back = 39, 49
    for codes, character in TOKEN.findall(text):
        if character:
            yield character, (front, back)
            continue
        for code in [int(c or 0) for c in codes.split(";")]:
            if code == 0:
                front, back = 39, 49
            elif 30 <= code <= 39:
                front = code
            elif 40 <= code <= 49:
                back = code


def main(form):
    glyphs, colours = FORMS[form]
    row = []

    def flush():
        # A frame's border and a legend have such glyphs too, but not two of them in a colour of theirs side by side.
        if len(row) > 1:
            print(*row)
        row.clear()

    for character, colour in cells(sys.stdin.read()):
        if character in glyphs and colour in colours:
            row.append(glyphs.index(character) + len(glyphs) * colours.index(colour))
        elif character == "!" and colour[0] == 31:
            row.append("!")
        else:
            flush()
    flush()


main(*sys.argv[1:])
