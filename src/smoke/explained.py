"""Judges `nyanpong explain` by a capture of the very session that it explains.

convert PCAP FOLDER   writes the same packets as big-endian and nanosecond pcap, and as pcapng of either byte order
compare PCAP JSON     says "ok ..." if each request was answered on the wire as it is explained
mask JSON             prints what is explained, without what each run chooses anew: identification, flow label, checksums
"""

import json
import struct
import sys

ETHERNET = 14


def packets(path):
    """(seconds, microseconds, octets) of a little-endian pcap, as tcpdump writes it here."""
    data = open(path, "rb").read()
    assert data[:4] == b"\xd4\xc3\xb2\xa1"
    at = 24
    while at < len(data):
        seconds, micros, captured, _ = struct.unpack_from("<IIII", data, at)
        yield seconds, micros, data[at + 16 : at + 16 + captured]
        at += 16 + captured


def pcap(order, magic, ticks, all_packets):
    out = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262144, 1)
    for seconds, micros, octets in all_packets:
        out += struct.pack(order + "IIII", seconds, micros * ticks, len(octets), len(octets)) + octets
    return out


def block(order, kind, body):
    body += b"\0" * (-len(body) % 4)
    length = len(body) + 12
    return struct.pack(order + "II", kind, length) + body + struct.pack(order + "I", length)


def pcapng(order, all_packets):
    out = block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))
    nanoseconds = struct.pack(order + "HHB3xHH", 9, 1, 9, 0, 0)
    out += block(order, 1, struct.pack(order + "HHI", 1, 0, 262144) + nanoseconds)
    out += block(order, 5, struct.pack(order + "III", 0, 0, 0))  # statistics: to be passed over
    for seconds, micros, octets in all_packets:
        time = (seconds * 1000000 + micros) * 1000
        head = struct.pack(order + "IIIII", 0, time >> 32, time & 0xFFFFFFFF, len(octets), len(octets))
        out += block(order, 6, head + octets)
    return out


def masked(octets):
    """Without what each answer chooses for itself, and the checksums that follow from it."""
    o = bytearray(octets)
    if o[12:14] == b"\x08\x00":
        o[18:20] = o[24:26] = b"\0\0"
    else:
        o[15] &= 0xF0
        o[16:18] = b"\0\0"
    return bytes(o)


def key(octets):
    """(family, client's side, identifier, sequence) of a whole ICMP message, and whether it is a request; or None."""
    v6 = octets[12:14] == b"\x86\xdd"
    if v6:
        if octets[20] != 58:
            return None
        icmp, src, dst = 54, octets[22:38], octets[38:54]
    else:
        if octets[23] != 1 or struct.unpack_from("!H", octets, 20)[0] & 0x3FFF:
            return None
        icmp, src, dst = 34, octets[26:30], octets[30:34]
    kind = octets[icmp]
    if kind == (128 if v6 else 8):
        return True, (src,) + struct.unpack_from("!HH", octets, icmp + 4)
    if kind == (129 if v6 else 0):
        return False, (dst,) + struct.unpack_from("!HH", octets, icmp + 4)
    if kind in ((1, 3) if v6 else (3, 11)):
        inner = icmp + 8 + (40 if v6 else 20)
        return False, (dst,) + struct.unpack_from("!HH", octets, inner + 4)
    return None


def compare(path, explained):
    wire = {}
    requests = 0
    for _, _, octets in packets(path):
        known = key(octets)
        if known is None:
            continue
        if known[0]:
            requests += 1
            wire.setdefault(known[1], [])
        else:
            wire[known[1]].append(masked(octets))
    lines = [json.loads(line) for line in open(explained)]
    kinds = {}
    for (_, _, octets), line in zip(packets(path), lines):
        known = key(octets)
        if known is None or not known[0]:
            continue
        want = [masked(bytes.fromhex(line["octets"]))] if "octets" in line else []
        if wire[known[1]] != want:
            return "FAIL packet %s: wire %r, explained %r" % (line["number"], wire[known[1]], line)
        kinds[line["verdict"]] = kinds.get(line["verdict"], 0) + 1
    if requests < 600 or len(lines) < requests:
        return "FAIL only %d requests, %d lines" % (requests, len(lines))
    return "ok " + " ".join("%s=%d" % item for item in sorted(kinds.items()))


def mask(path):
    for line in open(path):
        one = json.loads(line)
        if "octets" in one:
            one["octets"] = masked(bytes.fromhex(one["octets"])).hex()
        print(one["number"], round(one["seconds"], 6), one["packet"], one["verdict"], one.get("cell"), one.get("octets"))


if sys.argv[1] == "convert":
    every = list(packets(sys.argv[2]))
    for name, data in (
        ("big.pcap", pcap(">", 0xA1B2C3D4, 1, every)),
        ("nano.pcap", pcap("<", 0xA1B23C4D, 1000, every)),
        ("little.pcapng", pcapng("<", every)),
        ("big.pcapng", pcapng(">", every)),
    ):
        open(sys.argv[3] + "/" + name, "wb").write(data)
elif sys.argv[1] == "compare":
    print(compare(sys.argv[2], sys.argv[3]))
else:
    mask(sys.argv[2])
