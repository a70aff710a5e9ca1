"""Sends packets that no ping would, and says which of them were answered.

usage: craft.py INTERFACE OUR-MAC THEIR-MAC    (on the pinger's side)

Prints one line for each packet, "NAME answered" or "NAME silent", when answers have had their time: a request sent last is
answered, and what comes within SETTLE_SECONDS after that still counts.
"""

import select
import socket
import struct
import sys
import time

ETH_P_ALL = 3
PACKET_OUTGOING = 4
SETTLE_SECONDS = 0.3
PINGER, RESPONDER = "192.0.2.2", "192.0.2.1"
PINGER6, RESPONDER6 = "2001:db8::2", "2001:db8::1"
IDENTIFIER = 0xC0DE


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    return 0xFFFF - sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xFFFF


def mac(text):
    return bytes.fromhex(text.replace(":", ""))


class Packets:
    def __init__(self, ours, theirs):
        self.ours, self.theirs = mac(ours), mac(theirs)
        self.names = []
        self.frames = []

    def add(self, name, payload, kind, to=None, source=None, tag=b""):
        self.names.append(name)
        frame = (to or self.theirs) + (self.ours if source is None else source) + tag + struct.pack("!H", kind)
        self.frames.append((frame + payload).ljust(60, b"\0"))

    def echo(self, kind, code=0, pseudo=b"", wrong=0):
        """A request whose sequence number is its place in the list."""
        head = struct.pack("!BBHHH", kind, code, 0, IDENTIFIER, len(self.names))
        data = head + bytes(range(48))
        return data[:2] + struct.pack("!H", checksum(pseudo + data) ^ wrong) + data[4:]

    def v4(self, name, src=PINGER, dst=RESPONDER, options=b"", wrong_ip=0, ttl=64, bits=0, code=0, kind=8, wrong=0, **link):
        icmp = self.echo(kind, code, b"", wrong)
        head = struct.pack("!BBHHHBBH", 0x45 + len(options) // 4, 0, 20 + len(options) + len(icmp), 1, bits, ttl, 1, 0)
        head += socket.inet_aton(src) + socket.inet_aton(dst) + options
        head = head[:10] + struct.pack("!H", checksum(head) ^ wrong_ip) + head[12:]
        self.add(name, head + icmp, 0x0800, **link)

    def v6(self, name, src=PINGER6, dst=RESPONDER6, headers=(), hops=64, wrong=0, zero=False, kind=128, **link):
        src, dst = socket.inet_pton(socket.AF_INET6, src), socket.inet_pton(socket.AF_INET6, dst)
        icmp = self.echo(kind, 0, src + dst + struct.pack("!II", 56, 58), wrong)
        if zero:
            icmp = icmp[:2] + b"\0\0" + icmp[4:]
        chain, following = b"", 58
        for header, body in reversed(headers):
            body = bytes([following]) + body
            chain, following = body + chain, header
        head = struct.pack("!IHBB", 6 << 28, len(chain) + len(icmp), following, hops) + src + dst
        self.add(name, head + chain + icmp, 0x86DD, **link)


PADDING = b"\0\1\4\0\0\0\0"  # one unit of 8 octets, its next header apart: PadN
UNKNOWN_SKIP = b"\0\x1e\4\0\0\0\0"  # an option that who does not know it skips: RFC 8200 section 4.2
UNKNOWN_DROP = b"\0\x5e\4\0\0\0\0"
ATOMIC = b"\0\0\0\0\0\0\7"
HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION = 0, 43, 44, 60


def packets(ours, theirs):
    p = Packets(ours, theirs)
    # Those that must be answered come with a plus, which is all that the caller knows of them.
    p.v4("+plain")
    p.v4("+ttl-0", ttl=0)
    p.v4("+evil-bit-df", bits=0xC000)
    p.v4("+code-5", code=5)
    p.v4("+options-nop", options=b"\1" * 8)
    p.v4("+options-router-alert", options=b"\x94\4\0\0")
    p.v4("+options-record-route", options=b"\7\7\4\0\0\0\0\0")
    p.v4("+options-timestamp", options=b"\x44\x08\x05\0\0\0\0\0")
    p.v4("+vlan-0", tag=b"\x81\0\x20\0")
    p.v6("+plain6")
    p.v6("+hop-limit-0", hops=0)
    p.v6("+destination-options", headers=[(DESTINATION, PADDING)])
    p.v6("+hop-by-hop", headers=[(HOP_BY_HOP, PADDING)])
    p.v6("+hop-by-hop-destination", headers=[(HOP_BY_HOP, PADDING), (DESTINATION, PADDING)])
    p.v6("+unknown-option-skipped", headers=[(DESTINATION, UNKNOWN_SKIP)])
    p.v6("+atomic-fragment", headers=[(FRAGMENT, ATOMIC)])
    p.v6("+vlan-0-six", tag=b"\x81\0\x20\0")

    for src in ("240.0.0.1", "0.1.2.3", "0.0.0.0", "127.0.0.1", "192.0.2.255", "192.0.2.0", "255.255.255.255"):
        p.v4("source-" + src, src=src)
        p.v4("source-%s-options" % src, src=src, options=b"\1" * 4)
    p.v4("source-multicast", src="224.0.0.1")
    p.v4("source-own", src=RESPONDER)
    p.v4("source-own-options", src=RESPONDER, options=b"\1" * 4)
    p.v4("source-own-loopback-destination", src="127.0.0.1", dst="127.0.0.1")
    p.v4("destination-not-ours", dst="192.0.2.9")
    p.v4("destination-zero", dst="0.0.0.0")
    p.v4("destination-subnet", dst="192.0.2.0")
    p.v4("destination-broadcast", dst="192.0.2.255", to=b"\xff" * 6)
    p.v4("destination-all-ones", dst="255.255.255.255", to=b"\xff" * 6)
    p.v4("destination-all-hosts", dst="224.0.0.1", to=mac("01005e000001"))
    p.v4("mac-broadcast", to=b"\xff" * 6)
    p.v4("mac-multicast", to=mac("01005e000001"))
    p.v4("mac-another", to=mac("02000000dead"))
    p.v4("mac-source-zero", source=b"\0" * 6)
    p.v4("mac-source-own", source=mac(theirs))
    p.v4("mac-source-group", source=mac("01005e000001"))
    p.v4("checksum-ip", wrong_ip=0x0100)
    p.v4("checksum-icmp", wrong=0x0100)
    p.v4("checksum-icmp-options", wrong=0x0100, options=b"\1" * 4)
    p.v4("echo-reply", kind=0)
    p.v4("loose-source-route", options=b"\x83\7\4" + socket.inet_aton(RESPONDER) + b"\0")
    p.v4("vlan-100", tag=b"\x81\0\0\x64")
    p.v4("vlan-100-100", tag=b"\x81\0\0\x64\x81\0\0\x64")
    p.v4("vlan-0-0", tag=b"\x81\0\0\0\x81\0\0\x64")

    for src in ("::", "::1", "::ffff:192.0.2.2", "ff02::1", RESPONDER6):
        p.v6("source-" + src, src=src)
        p.v6("source-%s-destination-options" % src, src=src, headers=[(DESTINATION, PADDING)])
    p.v6("destination-not-ours-six", dst="2001:db8::9")
    p.v6("destination-loopback-six", dst="::1")
    p.v6("destination-interface-local-group", dst="ff01::1", to=mac("333300000001"))
    p.v6("destination-group-not-joined", dst="ff05::1", to=mac("333300000001"))
    p.v6("source-unspecified-destination-all-nodes", src="::", dst="ff02::1", to=mac("333300000001"))
    p.v6("mac-broadcast-six", to=b"\xff" * 6)
    p.v6("mac-source-zero-six", source=b"\0" * 6)
    p.v6("mac-source-own-six", source=mac(theirs))
    p.v6("checksum-icmp-six", wrong=0x0100)
    p.v6("checksum-zero-six", zero=True)
    p.v6("checksum-icmp-six-destination-options", wrong=0x0100, headers=[(DESTINATION, PADDING)])
    p.v6("unknown-option-dropped", headers=[(DESTINATION, UNKNOWN_DROP)])
    p.v6("echo-reply-six", kind=129)
    p.v6("vlan-100-six", tag=b"\x81\0\0\x64")

    p.v4("+last")
    p.v6("+last6")
    return p


def answered(frame):
    """The sequence number that an echo reply of ours has, or None."""
    kind = struct.unpack_from("!H", frame, 12)[0]
    p = frame[14:]
    if kind == 0x0800 and p[9] == 1:
        icmp = p[(p[0] & 15) * 4 :]
    elif kind == 0x86DD and p[6] == 58:
        icmp = p[40:]
    else:
        return None
    if len(icmp) < 8 or icmp[0] != (0 if kind == 0x0800 else 129):
        return None
    identifier, sequence = struct.unpack_from("!HH", icmp, 4)
    return sequence if identifier == IDENTIFIER else None


def main(interface, ours, theirs):
    p = packets(ours, theirs)
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    s.bind((interface, ETH_P_ALL))
    for frame in p.frames:
        s.send(frame)
        time.sleep(0.001)
    seen = set()
    end = time.monotonic() + 10
    last = {len(p.frames) - 1, len(p.frames) - 2}
    settled = False
    while time.monotonic() < end:
        ready, _, _ = select.select([s], [], [], max(0, end - time.monotonic()))
        if ready:
            frame, address = s.recvfrom(70000)
            if address[2] != PACKET_OUTGOING:
                seen.add(answered(frame))
        if last <= seen and not settled:
            settled = True
            end = time.monotonic() + SETTLE_SECONDS
    for i, name in enumerate(p.names):
        print(name, "answered" if i in seen else "silent")


main(*sys.argv[1:])
