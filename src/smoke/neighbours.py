"""Asks for virtual addresses as neighbours do, rightly and wrongly, and says what came back.

usage: neighbours.py INTERFACE VIRTUAL-MAC IPV4 IPV6 asks      (on the pinger's side)
       neighbours.py ... claim4 | claim6                       say that the address is ours
       neighbours.py ... flood4 COUNT | flood6 COUNT

asks prints a line for each ask: "NAME answered", "NAME silent" or "NAME wrong: ..."; those that must be answered come with a
plus. A flood prints "COUNT sent, N answered, in S s".
"""

import random
import socket
import struct
import sys
import time

ETH_P_ALL = 3
PACKET_OUTGOING = 4
SOL_SOCKET, SO_RCVBUFFORCE = socket.SOL_SOCKET, 33
ARP, IPV6, ICMPV6 = 0x0806, 0x86DD, 58
BROADCAST = b"\xff" * 6
ASKER4 = socket.inet_aton("192.0.2.2")
ASKER6 = socket.inet_pton(socket.AF_INET6, "2001:db8::2")
OTHER4 = socket.inet_aton("192.0.2.99")
OTHER6 = socket.inet_pton(socket.AF_INET6, "2001:db8::99")
NOBODY4, NOBODY6 = bytes(4), bytes(16)
ALL_NODES = socket.inet_pton(socket.AF_INET6, "ff02::1")


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    return 0xFFFF - sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xFFFF


def group_mac(address):
    return b"\x33\x33" + address[12:]


class Neighbour:
    def __init__(self, interface, mac, v4, v6):
        self.virtual = bytes.fromhex(mac.replace(":", ""))
        self.v4, self.v6 = socket.inet_aton(v4), socket.inet_pton(socket.AF_INET6, v6)
        self.nodes = bytes.fromhex("ff0200000000000000000001ff") + self.v6[13:]
        self.s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.s.setsockopt(SOL_SOCKET, SO_RCVBUFFORCE, 32 << 20)
        self.s.bind((interface, ETH_P_ALL))
        self.ours = self.s.getsockname()[4]

    def frame(self, to, kind, payload, source=None, tag=b""):
        return to + (source or self.ours) + tag + struct.pack("!H", kind) + payload

    def arp(self, to=BROADCAST, operation=1, sha=None, spa=ASKER4, tpa=None, spaces=(1, 0x0800, 6, 4), tag=b""):
        body = struct.pack("!HHBBH", *spaces, operation) + (sha or self.ours) + spa + bytes(6) + (tpa or self.v4)
        return self.frame(to, ARP, body, sha, tag)

    def ndp(self, to=None, kind=135, code=0, flags=0, src=ASKER6, dst=None, target=None, options=None, hops=255, wrong=0,
            length=None, tag=b""):
        dst = self.nodes if dst is None else dst
        to = to or (group_mac(dst) if dst[0] == 0xFF else self.virtual)
        options = b"\1\1" + self.ours if options is None else options
        body = struct.pack("!BBHI", kind, code, 0, flags) + (target or self.v6) + options
        body = body[:length]
        total = checksum(src + dst + struct.pack("!II", len(body), ICMPV6) + body) ^ wrong
        body = body[:2] + struct.pack("!H", total) + body[4:]
        head = struct.pack("!IHBB", 6 << 28, len(body), ICMPV6, hops) + src + dst
        return self.frame(to, IPV6, head + body, None, tag)

    def asks(self):
        """Each with its name, and for whom its answer is."""
        nonce = b"\x0e\1\1\2\3\4\5\6"
        tag = b"\x81\0\0\x64"
        dad = dict(src=NOBODY6, options=nonce)
        return [
            ("+arp", self.arp(), ASKER4),
            ("+arp-unicast", self.arp(to=self.virtual), ASKER4),
            ("+arp-probe", self.arp(spa=NOBODY4), NOBODY4),
            ("arp-for-another", self.arp(tpa=OTHER4), None),
            ("arp-probe-for-another", self.arp(spa=NOBODY4, tpa=OTHER4), None),
            ("arp-announcement-of-another", self.arp(spa=OTHER4, tpa=OTHER4), None),
            ("arp-to-another-mac", self.arp(to=b"\2\0\0\0\0\x09"), None),
            ("arp-reply", self.arp(operation=2), None),
            ("arp-reverse", self.arp(operation=3), None),
            ("arp-from-a-group", self.arp(sha=b"\1\0\x5e\0\0\1"), None),
            ("arp-from-no-mac", self.arp(sha=bytes(6)), None),
            ("arp-sender-loopback", self.arp(spa=b"\x7f\0\0\1"), None),
            ("arp-sender-group", self.arp(spa=b"\xe0\0\0\1"), None),
            ("arp-hardware-6", self.arp(spaces=(6, 0x0800, 6, 4)), None),
            ("arp-protocol-ipv6", self.arp(spaces=(1, 0x86DD, 6, 4)), None),
            ("arp-lengths", self.arp(spaces=(1, 0x0800, 8, 4)), None),
            ("arp-cut", self.arp()[:38], None),
            ("arp-tagged", self.arp(tag=tag), None),
            ("+solicitation", self.ndp(), ASKER6),
            ("+solicitation-unicast", self.ndp(dst=self.v6, options=b""), ASKER6),
            ("+solicitation-from-link-local", self.ndp(src=bytes.fromhex("fe80" + "00" * 13 + "02")),
             bytes.fromhex("fe80" + "00" * 13 + "02")),
            ("+duplicate", self.ndp(**dad), ALL_NODES),
            ("+duplicate-without-nonce", self.ndp(src=NOBODY6, options=b""), ALL_NODES),
            ("duplicate-of-another", self.ndp(src=NOBODY6, options=nonce, target=OTHER6), None),
            ("duplicate-with-link-address", self.ndp(src=NOBODY6), None),
            ("duplicate-to-all-nodes", self.ndp(dst=ALL_NODES, **dad), None),
            ("solicitation-of-another", self.ndp(target=OTHER6), None),
            ("solicitation-of-a-group", self.ndp(target=self.nodes), None),
            ("solicitation-hop-limit-64", self.ndp(hops=64), None),
            ("solicitation-hop-limit-254", self.ndp(hops=254), None),
            ("solicitation-bad-checksum", self.ndp(wrong=1), None),
            ("solicitation-code-1", self.ndp(code=1), None),
            ("solicitation-short", self.ndp(length=20), None),
            ("solicitation-option-of-length-0", self.ndp(options=b"\1\0" + self.ours), None),
            ("solicitation-option-too-long", self.ndp(options=b"\1\2" + self.ours), None),
            ("solicitation-from-a-group", self.ndp(src=ALL_NODES), None),
            ("solicitation-from-loopback", self.ndp(src=bytes(15) + b"\1"), None),
            ("solicitation-tagged", self.ndp(tag=tag), None),
            ("advertisement-solicited-to-all", self.ndp(kind=136, flags=0x60000000, dst=ALL_NODES), None),
        ]

    def answers(self, seconds, most=1000000):
        """What comes in and tells of a virtual address."""
        found = []
        end = time.monotonic() + seconds
        while len(found) < most and (left := end - time.monotonic()) > 0:
            self.s.settimeout(left)
            try:
                frame, address = self.s.recvfrom(2000)
            except TimeoutError:
                break
            if address[2] == PACKET_OUTGOING:
                continue
            kind = frame[12:14]
            reply = kind == b"\x08\x06" and frame[20:22] == b"\0\2" and frame[28:32] == self.v4
            advertisement = kind == b"\x86\xdd" and frame[20] == ICMPV6 and frame[54] == 136 and frame[62:78] == self.v6
            if reply or advertisement:
                found.append(frame)
        return found

    def wrong(self, frame, asker):
        """What is wrong with an answer, if anything."""
        to_all = asker == ALL_NODES
        if frame[6:12] != self.virtual:
            return "from another MAC"
        if frame[:6] != (group_mac(ALL_NODES) if to_all else self.ours):
            return "to another MAC"
        if len(asker) == 4:
            right = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 2) + self.virtual + self.v4 + self.ours + asker
            return None if frame[14:42] == right else frame.hex()
        flags = 0x20000000 if to_all else 0x60000000
        body = struct.pack("!BBHI", 136, 0, 0, flags) + self.v6 + b"\2\1" + self.virtual
        head = struct.pack("!IHBB", 6 << 28, 32, ICMPV6, 255) + self.v6 + asker
        body = body[:2] + struct.pack("!H", checksum(self.v6 + asker + struct.pack("!II", 32, ICMPV6) + body)) + body[4:]
        return None if frame[14:] == head + body else frame.hex()

    def ask_all(self):
        for name, frame, asker in self.asks():
            self.answers(0.01)  # late ones are nobody's
            self.s.send(frame)
            got = self.answers(1, 1) if asker is not None else []
            got += self.answers(0.04)
            if len(got) > 1:
                print(name, "wrong: %d answers" % len(got))
            elif got:
                problem = self.wrong(got[0], asker) if asker is not None else None
                print(name, "wrong: " + problem if problem else "answered")
            else:
                print(name, "silent")

    def flood(self, count, frame_of):
        frames = [frame_of(bytes([2, 0xAA]) + random.randbytes(4)) for _ in range(1000)]
        begin = time.monotonic()
        self.s.settimeout(None)
        for i in range(count):
            self.s.send(frames[i % 1000])
        took = time.monotonic() - begin
        print(count, "sent,", len(self.answers(1)), "answered, in %.1f s" % took)


def main(interface, mac, v4, v6, what, count="0"):
    n = Neighbour(interface, mac, v4, v6)
    if what == "asks":
        n.ask_all()
    elif what == "claim4":
        n.s.send(n.arp(spa=n.v4))
    elif what == "claim6":
        n.s.send(n.ndp(kind=136, flags=0x20000000, src=n.v6, dst=ALL_NODES, options=b"\2\1" + n.ours))
    elif what == "flood4":
        n.flood(int(count), lambda asker: n.arp(sha=asker))
    elif what == "flood6":
        n.flood(int(count), lambda asker: n.ndp(options=b"\1\1" + asker))


main(*sys.argv[1:])
