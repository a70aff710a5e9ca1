"""Turns a picture of U and ! on stdin into a PGM: what a camera sees of a terminal, whose cells are twice as tall as wide.

photograph.py COLUMNS: columns of the terminal that a cell takes.
"""

import sys

WIDE, TALL = 4, 8
columns = int(sys.argv[1])
lines = sys.stdin.read().splitlines()
width = max(map(len, lines)) * columns * WIDE
rows = []
for line in lines:
    row = b"".join((b"\0" if cell == "U" else b"\xff") * (columns * WIDE) for cell in line)
    rows += [row.ljust(width, b"\xff")] * TALL
sys.stdout.buffer.write(b"P5 %d %d 255\n" % (width, len(rows)) + b"".join(rows))
