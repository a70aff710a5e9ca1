"""Reads the pcapng that `serve --write` wrote, by the draft alone (draft-ietf-opsawg-pcapng).

count FILE                      says how many packets and comments are in it; fails where it is not whole
check FILE PCAP REQUESTS        says "ok ..." if its requests and answers are, octet for octet, those of a capture at the
                                client, each with the right direction, and all requests are there that the responder counted
"""

import struct
import sys


def blocks(data):
    at = 0
    while at < len(data):
        kind, length = struct.unpack_from("<II", data, at)
        if length % 4 or length < 12 or at + length > len(data):
            raise SystemExit("FAIL a block of %d octets at %d of %d" % (length, at, len(data)))
        if struct.unpack_from("<I", data, at + length - 4)[0] != length:
            raise SystemExit("FAIL the block at %d has two lengths" % at)
        yield kind, data[at + 8 : at + length - 4]
        at += length


def options(data):
    found = {}
    at = 0
    while at + 4 <= len(data):
        code, length = struct.unpack_from("<HH", data, at)
        if code == 0:
            return found
        found[code] = data[at + 4 : at + 4 + length]
        at += 4 + (length + 3) // 4 * 4
    raise SystemExit("FAIL options without an end")


def read(path):
    """Packets as (nanoseconds, octets, direction, comment), and the statistics' options."""
    packets, statistics = [], None
    for n, (kind, body) in enumerate(blocks(open(path, "rb").read())):
        if n == 0:
            assert kind == 0x0A0D0D0A and struct.unpack_from("<IHHq", body) == (0x1A2B3C4D, 1, 0, -1)
            assert options(body[16:])[4].startswith(b"nyanpong")
        elif n == 1:
            assert kind == 1 and struct.unpack_from("<HHI", body) == (1, 0, 0)
            assert options(body[8:])[2] == b"s0" and options(body[8:])[9] == b"\x09"
        elif kind == 6:
            interface, high, low, captured, length = struct.unpack_from("<IIIII", body)
            assert interface == 0 and captured == length
            padded = 20 + (captured + 3) // 4 * 4
            said = options(body[padded:])
            flags = struct.unpack("<I", said[2])[0]
            packets.append((high << 32 | low, body[20 : 20 + captured], flags & 3, said.get(1, b"").decode("ascii")))
        else:
            assert kind == 5, "block %d" % kind
            statistics = options(body[12:])
    return packets, statistics


def captured(path):
    data = open(path, "rb").read()
    at = 24
    while at < len(data):
        length = struct.unpack_from("<I", data, at + 8)[0]
        yield data[at + 16 : at + 16 + length]
        at += 16 + length


def is_request(octets):
    six = octets[12:14] == b"\x86\xdd"
    return octets[54] == 128 if six else octets[34] == 8


def is_echo(octets):
    """Not neighbour discovery."""
    return octets[12:14] == b"\x08\x00" or octets[20] == 58 and octets[54] in (1, 3, 128, 129)


def check(path, beside, requests):
    packets, statistics = read(path)
    came = sorted(p[1] for p in packets if p[2] == 1)
    went = sorted(p[1] for p in packets if p[2] == 2)
    wire = [p for p in captured(beside) if is_echo(p)]
    if came != sorted(p for p in wire if is_request(p)):
        return "FAIL %d requests, on the wire %d" % (len(came), sum(map(is_request, wire)))
    if went != sorted(p for p in wire if not is_request(p)):
        return "FAIL %d answers, on the wire %d" % (len(went), sum(not is_request(p) for p in wire))
    if len(came) != requests:
        return "FAIL %d requests, received %d" % (len(came), requests)
    if [p[0] for p in packets] != sorted(p[0] for p in packets):
        return "FAIL times go back"
    if struct.unpack("<QQ", statistics[4] + statistics[5]) != (requests, 0):
        return "FAIL statistics %r" % statistics
    silent = [p[3] for p in packets if p[2] == 1 and p[3]]
    late = [p[3] for p in packets if p[2] == 2 and p[3] == "nyanpong: late answer"]
    drawn = [p[3] for p in packets if p[2] == 2 and p[3] != "nyanpong: late answer"]
    if not all(c.startswith(("nyanpong: silence, cell ", "nyanpong: delayed, cell ")) for c in silent) or not silent:
        return "FAIL requests say %r" % silent[:3]
    want = "nyanpong: error, cell 157 of nyan (row 2, column 17), frame 0"
    if want not in drawn or not all(c.startswith("nyanpong: ") and ", cell " in c for c in drawn):
        return "FAIL answers say %r" % drawn[:3]
    return "ok %d requests, %d answers, %d silent or late, %d late answers" % (len(came), len(went), len(silent), len(late))


if sys.argv[1] == "count":
    every, ended = read(sys.argv[2])
    print("%d packets, %d comments%s" % (len(every), sum(bool(p[3]) for p in every), "" if ended else ", no end"))
else:
    print(check(sys.argv[2], sys.argv[3], int(sys.argv[4])))
