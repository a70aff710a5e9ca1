"""Writes images, good and bad, into a folder, byte for byte."""

import pathlib
import struct
import sys
import zlib

folder = pathlib.Path(sys.argv[1])
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, raw, colour_type=0):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0))
    return SIGNATURE + header + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def gif(width, height, *frames):
    out = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\xff\xff\xff\0\0\0"
    for pixels in frames:
        codes, bits = 0, 0
        for value in [v for pixel in pixels for v in (4, pixel)] + [5]:
            codes |= value << bits
            bits += 3
        data = codes.to_bytes((bits + 7) // 8, "little")
        out += b"\x21\xf9\x04\0\0\0\0\0\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0)
        out += b"\x02" + bytes([len(data)]) + data + b"\0"
    return out + b"\x3b"


ring = [[0 if x in (0, 5) or y in (0, 5) else 255 for x in range(6)] for y in range(6)]
good = png(6, 6, b"".join(b"\0" + bytes(row) for row in ring))
files = {
    "ring.png": good,
    "blink.gif": gif(2, 2, [1, 0, 0, 1], [0, 1, 1, 0]),
    "large.png": png(4000, 4000, bytes(16001 * 4000), 6),
    "bad-empty.png": b"",
    "bad-cut.png": good[:60],
    "bad-text.png": b"This is no image.\n",
    "bad-jpeg.png": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "bad-huge.png": png(100000, 100000, b"\0"),
    "bad-data.png": png(60, 60, b"\0"),
    "bad-cut.gif": gif(2, 2, [1, 0, 0, 1])[:-6],
    "bad-huge.gif": gif(65535, 65535, [1]),
    "bad-frames.gif": gif(1, 1, *[[1]] * 257),
    "bad-\x1b[31m.png": b"red",
}
for name, data in files.items():
    (folder / name).write_bytes(data)
(folder / "bad-link.png").symlink_to(folder / "ring.png")
(folder / "bad-folder.png").mkdir()
with open(folder / "bad-sparse.png", "wb") as sparse:
    sparse.truncate(1 << 36)
