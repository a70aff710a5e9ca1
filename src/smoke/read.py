"""Reads a picture back from a capture: read.py FILE.pcap prints, for each run of pings in it, the glyphs by sequence number.

A reply is `!`, an error `U` or `&`, nothing is `.`. An error must quote the request's IP header and eight octets, unchanged.
"""

import struct
import sys


def packets(path):
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    at = 24
    while at < len(data):
        length = struct.unpack(order + "I", data[at + 8 : at + 12])[0]
        yield data[at + 16 : at + 16 + length]
        at += 16 + length


def ip(frame):
    """Whether it is IPv6, and the datagram."""
    kind = struct.unpack("!H", frame[12:14])[0]
    if kind == 0x0800:
        return False, frame[14 : 14 + struct.unpack("!H", frame[16:18])[0]]
    return (True, frame[14 : 54 + struct.unpack("!H", frame[18:20])[0]]) if kind == 0x86DD else (None, b"")


def main():
    runs = {}
    requests = {}
    for frame in packets(sys.argv[1]):
        six, datagram = ip(frame)
        if six is None:
            continue
        header = 40 if six else 20
        message = datagram[header:]
        kind = (message[0], message[1])
        identifier, sequence = struct.unpack("!HH", message[4:8])
        if kind == ((128, 0) if six else (8, 0)):
            runs.setdefault((six, identifier), {})[sequence] = "."
            requests[six, identifier, sequence] = datagram
        elif kind == ((129, 0) if six else (0, 0)):
            runs[six, identifier][sequence] = "!"
        elif kind in ([(1, 3), (3, 0)] if six else [(3, 1), (11, 0)]):
            quoted = message[8:]
            identifier, sequence = struct.unpack("!HH", quoted[header + 4 : header + 8])
            asked = requests[six, identifier, sequence]
            if len(quoted) < header + 8 or not asked.startswith(quoted) or len(datagram) > len(asked):
                sys.exit("sequence %d: the error does not quote its request, or is longer" % sequence)
            if frame[0] & 1:
                sys.exit("sequence %d: an error to a group of stations" % sequence)
            runs[six, identifier][sequence] = "U" if kind in ((1, 3), (3, 1)) else "&"
    for glyphs in runs.values():
        line = "".join(glyphs[n] for n in sorted(glyphs))
        for at in range(0, len(line), 70):
            print(line[at : at + 70])


main()
