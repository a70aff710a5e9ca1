"""Shows that passive.py finds each thing that it is there for: an answer that is right passes, one thing wrong does not.

Prints a line "NAME" for each violation that was missed; exits with 1 if there was one.
"""

import socket
import struct
import sys

from passive import Checker, LATEST_SECONDS, ones_sum

OURS, THEIRS = b"\2\0\0\0\0\2", b"\2\0\0\0\0\1"
US, THEM, ENDS = b"\xc0\0\2\2", b"\xc0\0\2\1", (b"\xc0\0\2\0", b"\xc0\0\2\xff")
US6, THEM6 = (socket.inet_pton(socket.AF_INET6, a) for a in ("2001:db8::2", "2001:db8::1"))


def checked(data, at, pseudo=b"", wrong=0):
    data = data[:at] + b"\0\0" + data[at + 2 :]
    return data[:at] + struct.pack("!H", (0xFFFF - ones_sum(pseudo + data)) ^ wrong) + data[at + 2 :]


def packet(six, src, dst, kind, code=0, rest=b"\x12\x34\0\1", data=bytes(56), mac=OURS, source=THEIRS, **but):
    """An ICMP message of this type from THEIRS to OURS, right in all but what is said."""
    icmp = bytes([kind, code, 0, 0]) + rest + data
    pseudo = src + dst + struct.pack("!II", len(icmp), 58) if six else b""
    icmp = checked(icmp, 2, pseudo, but.get("wrong", 0))
    if six:
        ip = struct.pack("!IHBB", 6 << 28 | but.get("tos", 0) << 20, len(icmp), 58, but.get("ttl", 64)) + src + dst
    else:
        ip = struct.pack("!BBHHHBBH", 0x45, but.get("tos", 0), 20 + len(icmp), 7, but.get("df", 0), but.get("ttl", 64), 1, 0)
        ip = checked(ip + src + dst, 10, b"", but.get("wrong_ip", 0))
    return mac + source + (b"\x86\xdd" if six else b"\x08\0") + ip + icmp


def request(six, src=None, dst=None, **but):
    src, dst = src or (US6 if six else US), dst or (THEM6 if six else THEM)
    return packet(six, src, dst, 128 if six else 8, mac=THEIRS, source=OURS, **but)


def reply(six, src=None, dst=None, **but):
    src, dst = src or (THEM6 if six else THEM), dst or (US6 if six else US)
    return packet(six, src, dst, 129 if six else 0, **but)


def error(six, kind=None, code=None, quoted=None, src=None, dst=None, **but):
    src, dst = src or (THEM6 if six else THEM), dst or (US6 if six else US)
    ip = (quoted or request(six))[14 : 14 + 56]
    kind, code = (1 if six else 3) if kind is None else kind, (3 if six else 1) if code is None else code
    return packet(six, src, dst, kind, code, b"\0\0\0\0", ip, **but)


def verdict(asked, answers, late=0, allowed=(), tag=0):
    checker = Checker(OURS, ENDS)
    checker.allowed = allowed
    for frame in asked:
        checker.packet(frame, 0, True, True, 100)
    for frame in answers:
        checker.packet(frame, tag, False, True, 100 + late)
    return checker.verdict(0)


def cases(six):
    """NAME, requests, answers, what the verdict must have in it, and how they are watched."""
    one = [request(six)]
    group = socket.inet_pton(socket.AF_INET6, "ff02::1") if six else b"\xe0\0\0\1"
    own = [request(six, src=THEM6 if six else THEM)]
    yield "a right reply", one, [reply(six)], "ok requests=1 replies=1 errors=0 unanswered=0", {}
    yield "a right error", one, [error(six)], "ok requests=1 replies=0 errors=1 unanswered=0", {}
    yield "silence", one, [], "ok requests=1 replies=0 errors=0 unanswered=1", {}
    yield "a late one", one, [reply(six)], "ok ", dict(late=LATEST_SECONDS)
    yield "too late", one, [reply(six)], "s late", dict(late=LATEST_SECONDS + 1)
    yield "two replies", one, [reply(six)] * 2, "a second answer", {}
    yield "a reply and an error", one, [reply(six), error(six)], "a second answer", {}
    yield "no request", [], [reply(six)], "a reply to no request", {}
    yield "no request for an error", [], [error(six)], "an answer to no request", {}
    yield "a longer reply", one, [reply(six, data=bytes(57))], "to no request", {}
    yield "a longer error", [request(six, data=b"")], [error(six, quoted=request(six, data=b""))], "an answer of", {}
    for name, dst in (("group", group), ("self", THEM6 if six else THEM)):
        asked = [request(six, src=dst)]
        yield "to a " + name, asked, [reply(six, dst=dst)], "sent to", {}
        yield "an error to a " + name, asked, [error(six, quoted=asked[0], dst=dst)], "sent to", {}
    martians = ("::", "::1", "::ffff:192.0.2.2") if six else ("0.1.2.3", "127.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.255", "192.0.2.0")
    for text in martians:
        dst = socket.inet_pton(socket.AF_INET6 if six else socket.AF_INET, text)
        yield "to " + text, [request(six, src=dst)], [reply(six, dst=dst)], "sent to no single host", {}
    yield "to a group's MAC", one, [reply(six, mac=b"\xff" * 6)], "group's MAC", {}
    yield "to another's MAC", one, [error(six, mac=b"\2\0\0\0\0\3")], "another's MAC", {}
    yield "from a group's MAC", one, [reply(six, source=b"\1\0\0\0\0\3")], "sent from a MAC", {}
    yield "ICMP checksum", one, [reply(six, wrong=0x0100)], "bad ICMP checksum", {}
    yield "an error's ICMP checksum", one, [error(six, wrong=0x0100)], "bad ICMP checksum", {}
    yield "other data", one, [reply(six, data=bytes(55) + b"x")], "to no request", {}
    yield "another code", one, [reply(six, code=1)], "to no request", {}
    yield "traffic class", one, [reply(six, tos=4)], "traffic class", {}
    yield "TTL", one, [reply(six, ttl=63)], "TTL 63", {}
    yield "an error's TTL", one, [error(six, ttl=111)], "TTL 111", dict(allowed=("ttl",))
    yield "VLAN", one, [reply(six)], "VLAN 5", dict(tag=5)
    yield "an error from another", one, [error(six, src=US6 if six else US, dst=None)], "sent to", {}
    other = (THEM6 if six else THEM)[:-1] + b"\x63"
    yield "an error from a hop", one, [error(six, src=other)], "an error from whom", {}
    yield "an error from a hop, allowed", one, [error(six, src=other)], "ok ", dict(allowed=("hops",))
    yield "an error of another request", one, [error(six, quoted=request(six, data=b"x" * 56))], "an answer to no request", {}
    kinds = ((1, 2), (1, 5), (2, 0), (3, 1), (4, 0)) if six else ((3, 2), (3, 3), (3, 4), (4, 0), (5, 1), (11, 1), (12, 0))
    for kind, code in kinds:
        yield "%d/%d" % (kind, code), one, [error(six, kind, code)], "type %d code %d" % (kind, code), {}
        yield "%d/%d, allowed" % (kind, code), one, [error(six, kind, code)], "ok ", dict(allowed=("kinds",))
    if not six:
        yield "IP checksum", one, [reply(six, wrong_ip=0x0100)], "bad IP header checksum", {}
        yield "DF", one, [reply(six, df=0x4000)], "DF set", {}


failed = count = 0
for six in (False, True):
    for name, asked, answers, want, how in cases(six):
        got = verdict(asked, answers, **how)
        count += 1
        if want not in got or want.startswith("ok") != got.startswith("ok"):
            failed += 1
            print("IPv%d, %s: %s" % (6 if six else 4, name, got[:300]))
print("%d cases, %d of them judged wrongly" % (count, failed))
sys.exit(1 if failed else 0)
