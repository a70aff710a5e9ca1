"""Sends echo requests with a router's data pattern in a given order, and prints the picture that the answers draw.

draw.py ADDRESS CELLS ORDER...   ORDER is one of: lost-first swapped repeated late reversed-pairs shuffled wrap, or a number,
the first sequence number. Prints 70 glyphs a line, a blank where nothing was asked, as they stand by sequence number.
"""

import random
import select
import socket
import struct
import sys
import time


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def request(six, identifier, sequence):
    body = struct.pack("!HH", identifier, sequence & 0xFFFF) + b"\xab\xcd" * 36
    if six:  # the kernel fills in the checksum of a raw ICMPv6 socket
        return b"\x80\0\0\0" + body
    return b"\x08\0" + struct.pack("!H", checksum(b"\x08\0\0\0" + body)) + body


def glyph(six, packet, identifier):
    """The sequence number that a packet answers, and how; None for others' packets."""
    message = packet if six else packet[(packet[0] & 15) * 4 :]
    kind, code = message[0], message[1]
    if kind == (129 if six else 0):
        quoted, shown = message, "!"
    else:
        shown = {(1, 3): "U", (3, 0): "&"} if six else {(3, 1): "U", (11, 0): "&"}
        if (kind, code) not in shown:
            return None
        shown = shown[kind, code]
        quoted = message[8 + (40 if six else 20) :]
    got, sequence = struct.unpack("!HH", quoted[4:8])
    return (sequence, shown) if got == identifier else None


def order(kind, cells):
    numbers = list(range(cells))
    seeded = random.Random(5)
    if kind == "lost-first":
        return numbers[1:]
    if kind == "swapped":
        return [1, 0] + numbers[2:]
    if kind == "repeated":
        return [n for n in numbers for _ in range(2)]
    if kind == "late":
        return numbers[1:12] + [0] + numbers[12:]
    if kind == "reversed-pairs":
        return [n ^ 1 for n in numbers]
    if kind == "shuffled":  # no number more than 16 from its place
        for start in range(16, cells - 16, 16):
            block = numbers[start : start + 16]
            seeded.shuffle(block)
            numbers[start : start + 16] = block
        return numbers
    first = 65500 if kind == "wrap" else int(kind)
    return [first + n for n in numbers]


def draw(address, cells, kind):
    six = ":" in address
    family, protocol = (socket.AF_INET6, socket.IPPROTO_ICMPV6) if six else (socket.AF_INET, socket.IPPROTO_ICMP)
    raw = socket.socket(family, socket.SOCK_RAW, protocol)
    raw.setsockopt(socket.SOL_SOCKET, 33, 1 << 22)  # SO_RCVBUFFORCE: it gets what others are answered, too
    identifier = random.SystemRandom().randrange(65536)
    sent = order(kind, cells)
    seen = {}
    for sequence in sent:
        raw.sendto(request(six, identifier, sequence), (address, 0))
        deadline = time.monotonic() + 1
        answered = False
        while not answered and time.monotonic() < deadline:
            if not select.select([raw], [], [], deadline - time.monotonic())[0]:
                break
            found = glyph(six, raw.recv(65536), identifier)
            if found and found[0] == sequence & 0xFFFF:
                if seen.setdefault(sequence, found[1]) != found[1]:
                    sys.exit("sequence %d: first %s, then %s" % (sequence, seen[sequence], found[1]))
                answered = True
        if not answered:
            seen.setdefault(sequence, ".")
    first = min(sent) if kind not in ("lost-first",) else 0
    cells = max(cells, 1)
    line = "".join(seen.get(first + n, " ") for n in range(cells))
    for at in range(0, len(line), 70):
        print(line[at : at + 70])


draw(sys.argv[1], int(sys.argv[2]), sys.argv[3])
