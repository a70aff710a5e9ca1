#!/usr/bin/env python3
"""Writes src/test/resources/packets/golden.txt: echo requests, and the answers that they must get.

Shares nothing with the Java sources: the standard library's struct, and the checksum written out below. Run from anywhere.
A case is three lines: its name and conditions, "> request", "< answer". In an answer the fields that are the responder's
own choice are zero: the IPv4 identification, hence the IPv4 header checksum, and the IPv6 flow label.
"""
import os
import struct

HOST, PEER = bytes.fromhex("020000000002"), bytes.fromhex("020000000001")
HOST4, PEER4 = bytes([192, 0, 2, 2]), bytes([192, 0, 2, 1])
HOST6 = bytes.fromhex("20010db8000000000000000000000002")
PEER6 = bytes.fromhex("20010db8000000000000000000000001")

cases = []


def checksum(data):
    """RFC 1071, as slowly as it reads."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def ipv4(src, dst, payload, tos=0, ident=0xABCD, flags=0, ttl=63, check=None):
    def header(value):
        return struct.pack("!BBHHHBBH4s4s", 0x45, tos, 20 + len(payload), ident, flags, ttl, 1, value, src, dst)

    return header(checksum(header(0)) if check is None else check) + payload


def ipv6(src, dst, payload, tclass=0, flow=0, hlim=63):
    return struct.pack("!IHBB16s16s", 6 << 28 | tclass << 20 | flow, len(payload), 58, hlim, src, dst) + payload


def icmp(kind, code, rest, pseudo=b""):
    value = checksum(pseudo + struct.pack("!BBH", kind, code, 0) + rest)
    return struct.pack("!BBH", kind, code, value) + rest


def icmp6(src, dst, kind, code, rest):
    return icmp(kind, code, rest, src + dst + struct.pack("!IHBB", 4 + len(rest), 0, 0, 58))


def ethernet(dst, src, kind, packet, tci=None):
    tag = b"" if tci is None else struct.pack("!HH", 0x8100, tci)
    return dst + src + tag + struct.pack("!H", kind) + packet


def case(name, request, answer, verdict, **conditions):
    words = ["%s=%s" % (k, v) for k, v in conditions.items()]
    cases.append(" ".join(["case", name, "verdict=" + verdict] + words))
    cases.append("> " + request.hex())
    cases.append("< " + answer.hex())


def conditions(tci, not_ready, error):
    words = {}
    if tci is not None:
        words["tci"] = "%04x" % tci
    if not_ready:
        words["arrival"] = "checksum-not-ready"
    if error:
        words["error"] = "%d/%d" % error
    return words


def back_in(tci):
    """The tag that an answer carries: a priority tag (VLAN 0) is answered untagged."""
    return tci if tci is not None and tci & 0xFFF else None


def v4(name, data, ident=0x1234, seq=1, code=0, tos=0, ttl=63, flags=0, trailer=b"", tci=None, not_ready=False, error=None):
    rest = struct.pack("!HH", ident, seq) + data
    message = icmp(8, code, rest)
    if not_ready:
        message = message[:2] + b"\x5a\xa5" + message[4:]
    asked = ipv4(PEER4, HOST4, message, tos=tos, flags=flags, ttl=ttl)
    verdict = "reply"
    if error and len(asked) >= 56:
        verdict = "error"
        quote = asked[: min(len(asked), 576) - 28]
        inner = icmp(error[0], error[1], bytes(4) + quote)
        answer = ipv4(HOST4, PEER4, inner, tos=tos & 0x1E | 0xC0, ident=0, ttl=64, check=0)
    else:
        if error:
            verdict = "error_would_amplify"
        answer = ipv4(HOST4, PEER4, icmp(0, code, rest), tos=tos, ident=0, ttl=64, check=0)
    case("v4-" + name, ethernet(HOST, PEER, 0x0800, asked) + trailer,
         ethernet(PEER, HOST, 0x0800, answer, back_in(tci)), verdict, **conditions(tci, not_ready, error))


def v6(name, data, ident=0x1234, seq=1, code=0, tclass=0, flow=0, hlim=63, trailer=b"", tci=None, not_ready=False, error=None):
    rest = struct.pack("!HH", ident, seq) + data
    message = icmp6(PEER6, HOST6, 128, code, rest)
    if not_ready:
        message = message[:2] + b"\x5a\xa5" + message[4:]
    asked = ipv6(PEER6, HOST6, message, tclass=tclass, flow=flow, hlim=hlim)
    verdict = "reply"
    if error and len(asked) >= 96:
        verdict = "error"
        quote = asked[: min(len(asked), 1280) - 48]
        answer = ipv6(HOST6, PEER6, icmp6(HOST6, PEER6, error[0], error[1], bytes(4) + quote), hlim=64)
    else:
        if error:
            verdict = "error_would_amplify"
        answer = ipv6(HOST6, PEER6, icmp6(HOST6, PEER6, 129, code, rest), tclass=tclass, hlim=64)
    case("v6-" + name, ethernet(HOST, PEER, 0x86DD, asked) + trailer,
         ethernet(PEER, HOST, 0x86DD, answer, back_in(tci)), verdict, **conditions(tci, not_ready, error))


def octets(n):
    return bytes((7 * i + 3) & 0xFF for i in range(n))


def sum_to(wanted, *words):
    """Two octets that bring the one's complement sum of 16-bit words to what is wanted."""
    return struct.pack("!H", (wanted - sum(words)) % 0xFFFF)


for n in (0, 1, 2, 7, 8, 27, 28, 29, 47, 48, 49, 56, 72, 1472, 9000):
    v4("octets-%d" % n, octets(n))
    v6("octets-%d" % n, octets(n))
for n in (0, 27, 28, 29, 56, 72, 547, 548, 549, 1472):
    v4("host-unreachable-%d" % n, octets(n), error=(3, 1))
for n in (0, 47, 48, 49, 72, 1231, 1232, 1233, 9000):
    v6("address-unreachable-%d" % n, octets(n), error=(1, 3))
v4("time-exceeded", octets(56), error=(11, 0))
v6("time-exceeded", octets(56), error=(3, 0))

for n in (0, 1, 17):
    v4("padding-%d" % n, octets(n), trailer=b"\xee" * (18 - n))
    v6("padding-%d" % n, octets(n), trailer=b"\xee" * 3)
v4("trailer", octets(57), trailer=b"\xee" * 100)
v6("trailer", octets(57), trailer=b"\xee" * 100)
v4("error-trailer", octets(28), trailer=b"\xee" * 100, error=(3, 1))
v4("error-would-amplify-though-padded", octets(27), trailer=b"\xee" * 100, error=(3, 1))
v6("error-trailer", octets(48), trailer=b"\xee" * 100, error=(1, 3))
v6("error-would-amplify-though-padded", octets(47), trailer=b"\xee" * 100, error=(1, 3))

for tos in (0x01, 0x02, 0x03, 0xB8, 0xFF):
    v4("tos-%02x" % tos, octets(56), tos=tos)
    v4("error-tos-%02x" % tos, octets(56), tos=tos, error=(3, 1))
v6("class-b9-flow", octets(56), tclass=0xB9, flow=0x54321)
v6("class-ff-flow-ffffff", octets(56), tclass=0xFF, flow=0xFFFFF)
v6("error-class-b9-flow", octets(56), tclass=0xB9, flow=0x54321, error=(1, 3))
for ttl in (0, 1, 255):
    v4("ttl-%d" % ttl, octets(56), ttl=ttl)
    v6("hop-limit-%d" % ttl, octets(56), hlim=ttl)
    v4("error-ttl-%d" % ttl, octets(56), ttl=ttl, error=(3, 1))
v4("do-not-fragment", octets(56), flags=0x4000)
v4("evil-bit", octets(56), flags=0x8000)
v4("error-do-not-fragment", octets(56), flags=0x4000, error=(3, 1))
for code in (5, 255):
    v4("code-%d" % code, octets(56), code=code)
    v6("code-%d" % code, octets(56), code=code)
    v4("error-code-%d" % code, octets(56), code=code, error=(3, 1))
for number in (0, 0xFFFF):
    v4("id-seq-%d" % number, octets(56), ident=number, seq=number)
    v6("id-seq-%d" % number, octets(56), ident=number, seq=number)
v4("id-seq-0-empty", b"", ident=0, seq=0)
v6("id-seq-0-empty", b"", ident=0, seq=0)

for name, tci in (("vlan-100", 0x0064), ("vlan-100-priority-7", 0xE064), ("vlan-4094", 0x0FFE), ("priority-tag", 0x6000)):
    v4(name, octets(56), tci=tci)
    v6(name, octets(56), tci=tci)
    v4("error-" + name, octets(57), tci=tci, error=(3, 1))
    v6("error-" + name, octets(57), tci=tci, error=(1, 3))

v4("checksum-not-ready", octets(57), not_ready=True)
v6("checksum-not-ready", octets(57), not_ready=True)

# Sums of exactly 0xffff, where a checksum is 0 and its arithmetic has two zeros.
v4("request-checksum-0", sum_to(0xFFFF, 0x0800, 0x1234, 1))
v4("reply-checksum-0", sum_to(0xFFFF, 0x1234, 1))
v4("all-ones", b"\xff" * 1001)
v6("all-ones", b"\xff" * 1001)
v4("all-zeros", bytes(1001))
v6("all-zeros", bytes(1001))

where = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "packets", "golden.txt")
with open(where, "w", encoding="ascii") as out:
    out.write("# Written by src/test/packets/golden.py, which tells the format.\n")
    out.write("\n".join(cases) + "\n")
