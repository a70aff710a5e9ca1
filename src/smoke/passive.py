"""Watches one interface of the pinger's side and says, whenever asked, whether every answer since was right.

usage: passive.py INTERFACE COMMANDS RESULTS    (two fifos)

Each line in COMMANDS is answered by one in RESULTS: "ok requests=20 replies=20 errors=0 unanswered=0", or "FAIL ..."
with what was wrong. It reads only; what the pinger itself sent and got is the whole of its evidence:

at most one answer to a request, within LATEST_SECONDS; every checksum right; no answer longer than its request in IP
octets; none to a group, martian or own address, none to another host's MAC address; replies with the request's data,
code, traffic class and VLAN; DF clear; TTL and hop limit 64; errors of a kind that harms nobody, that quote the request
and come from whom it was sent to. passive_test.py shows that each of these is found.

A line "allow WORD..." in COMMANDS is not answered; it says what may differ from then on, for pictures that are made of it:

clock  the data's first 16 octets, where clients keep a time stamp
data   the data from its ninth octet on; never its length
ttl    a reply's TTL or hop limit: any number of three digits, 1 and two of 1 and 8
hops   who an error comes from
kinds  an error's type and code
routed a TTL or hop limit of 63, for there is a router in between
"""

import select
import socket
import struct
import sys
import time

ETH_P_ALL = 3
SOL_PACKET = 263
PACKET_STATISTICS = 6
PACKET_AUXDATA = 8
PACKET_OUTGOING = 4
SO_RCVBUFFORCE = 33
TP_STATUS_CSUMNOTREADY = 0x8
TP_STATUS_VLAN_VALID = 0x10
ICMP, ICMPV6, FRAGMENT = 1, 58, 44
EXTENSIONS = (0, 43, 60)
ECHO_REQUESTS = {(4, 8), (6, 128)}
ECHO_REPLIES = {(4, 0), (6, 129)}
ERRORS = {(4, 3), (4, 4), (4, 5), (4, 11), (4, 12), (6, 1), (6, 2), (6, 3), (6, 4)}
# DESIGN.md, "Never send": what else would change a path's MTU or a route, or end connections.
HARMLESS = {(4, 3, 0), (4, 3, 1), (4, 3, 9), (4, 3, 10), (4, 3, 13), (4, 11, 0)}
HARMLESS |= {(6, 1, 0), (6, 1, 1), (6, 1, 3), (6, 1, 4), (6, 3, 0)}
LATEST_SECONDS = 12  # the latest reply of a configuration, and a stopped process's delay
SETTLE_SECONDS = 0.05
PAINTED_TTLS = (111, 118, 181, 188)


def ones_sum(data):
    if len(data) % 2:
        data += b"\0"
    return sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xFFFF


def is_martian(address):
    """Who no single host on a wire is: RFC 1122 section 3.2.1.3, RFC 6890, RFC 4291 sections 2.5 and 2.7."""
    if len(address) == 4:
        return address[0] in (0, 127) or address[0] >= 224
    return address[0] == 0xFF or address[:12] == b"\0" * 12 or address[:12] == b"\0" * 10 + b"\xff\xff"


class Message:
    """One IP datagram that carries ICMP, put together where it came in pieces."""

    __slots__ = ("family", "src", "dst", "tos", "ttl", "df", "length", "icmp", "tag", "mac", "from_mac", "at", "answered")

    def key(self, client):
        return (self.family, client) + struct.unpack_from("!HH", self.icmp, 4)


class Wrong(Exception):
    pass


class Checker:
    def __init__(self, mac, subnet_ends=()):
        """mac: of the interface, to which every answer must go; subnet_ends: what is no host's address here."""
        self.mac = mac
        self.subnet_ends = set(subnet_ends)
        self.pieces = {}
        self.requests = {}
        self.allowed = ()
        self.begin()

    def begin(self):
        self.counts = dict(requests=0, replies=0, errors=0, unanswered=0)
        self.wrong = []

    def packet(self, frame, tag, outgoing, ready, at):
        try:
            m = self.parse(frame, tag, outgoing, ready)
            if m is None:
                return
            m.at = at
            kind = (m.family, m.icmp[0])
            if outgoing and kind in ECHO_REQUESTS:
                self.request(m)
            elif not outgoing and kind in ECHO_REPLIES:
                self.reply(m)
            elif not outgoing and kind in ERRORS:
                self.error(m)
        except Wrong as e:
            self.wrong.append("%s: %s" % (e, frame.hex()[:240]))

    def parse(self, frame, tag, outgoing, ready):
        kind = struct.unpack_from("!H", frame, 12)[0]
        if kind == 0x8100 and outgoing:  # a crafted one: what comes in has had its tag taken out
            tag = struct.unpack_from("!H", frame, 14)[0] & 0xFFF
            frame = frame[:12] + frame[16:]
            kind = struct.unpack_from("!H", frame, 12)[0]
        m = Message()
        m.tag = tag
        m.mac, m.from_mac = frame[:6], frame[6:12]
        m.answered = False
        p = frame[14:]
        if kind == 0x0800 and len(p) >= 20:
            m.family, header = 4, (p[0] & 15) * 4
            total = struct.unpack_from("!H", p, 2)[0]
            m.tos, m.ttl, protocol = p[1], p[8], p[9]
            m.src, m.dst = p[12:16], p[16:20]
            if protocol != ICMP:
                return None
            if not outgoing and ones_sum(p[:header]) != 0:
                raise Wrong("bad IP header checksum")
            bits = struct.unpack_from("!H", p, 6)[0]
            m.df = bool(bits & 0x4000)
            identification, offset, more = p[4:6], (bits & 0x1FFF) * 8, bool(bits & 0x2000)
            fragment = offset or more
        elif kind == 0x86DD and len(p) >= 40:
            m.family, header, total = 6, 40, 40 + struct.unpack_from("!H", p, 4)[0]
            m.tos = struct.unpack_from("!H", p, 0)[0] >> 4 & 0xFF
            m.ttl, protocol = p[7], p[6]
            m.src, m.dst = p[8:24], p[24:40]
            m.df, fragment = False, False
            while protocol in EXTENSIONS and header + 8 <= total:
                protocol, header = p[header], header + 8 + 8 * p[header + 1]
            if protocol == FRAGMENT:
                bits = struct.unpack_from("!H", p, header + 2)[0]
                identification, offset, more = p[header + 4 : header + 8], bits & 0xFFF8, bool(bits & 1)
                fragment = True
                protocol, header = p[header], header + 8
            if protocol != ICMPV6 and not fragment:
                return None
        else:
            return None
        if total > len(p):
            return None if outgoing else self.fail("longer than its frame")
        payload = p[header:total]
        whole = 63 if "routed" in self.allowed else 64
        if not outgoing and m.ttl != whole and not fragment and (m.family, payload[0]) in ECHO_REPLIES | ERRORS:
            painted = "ttl" in self.allowed and m.ttl in PAINTED_TTLS and (m.family, payload[0]) in ECHO_REPLIES
            if not painted:
                raise Wrong("TTL %d" % m.ttl)
        m.length = total
        if fragment:
            key = (outgoing, m.src, m.dst, identification)
            got = self.pieces.setdefault(key, {})
            got[offset] = (payload, more)
            payload, protocol_known = b"", False
            while len(payload) in got:
                piece, more = got[len(payload)]
                payload += piece
                if not more:
                    protocol_known = True
                    break
                if not piece:
                    break
            if not protocol_known:
                return None
            del self.pieces[key]
            m.length = (20 if m.family == 4 else 40) + len(payload)
            if m.ttl != 64 and not outgoing:
                raise Wrong("TTL %d" % m.ttl)
        if len(payload) < 8:
            return None
        m.icmp = payload
        if not outgoing and ready:
            pseudo = m.src + m.dst + struct.pack("!II", len(payload), ICMPV6) if m.family == 6 else b""
            if (m.family, payload[0]) in ECHO_REPLIES | ERRORS and ones_sum(pseudo + payload) != 0:
                raise Wrong("bad ICMP checksum")
        return m

    @staticmethod
    def fail(why):
        raise Wrong(why)

    def request(self, m):
        self.counts["requests"] += 1
        self.requests.setdefault(m.key(m.src), []).append(m)

    def answer(self, m, key, fits):
        if m.mac[0] & 1:
            raise Wrong("sent to a group's MAC address")
        if m.mac != self.mac:
            raise Wrong("sent to another's MAC address")
        if m.from_mac[0] & 1 or not any(m.from_mac) or m.from_mac == self.mac:
            raise Wrong("sent from a MAC address that is no other host's")
        if is_martian(m.dst) or m.dst in self.subnet_ends:
            raise Wrong("sent to no single host")
        if m.dst == m.src:
            raise Wrong("sent to itself")
        known = [r for r in self.requests.get(key, ()) if fits(r)]
        if not known:
            raise Wrong("an answer to no request")
        # Of requests that are alike, the one of the answer's VLAN.
        request = min((r for r in known if not r.answered), key=lambda r: r.tag != m.tag, default=None)
        if request is None:
            raise Wrong("a second answer to one request (id %d seq %d)" % key[2:])
        request.answered = True
        if m.at - request.at > LATEST_SECONDS:
            raise Wrong("an answer %.1f s late" % (m.at - request.at))
        if m.length > request.length:
            raise Wrong("an answer of %d octets to a request of %d" % (m.length, request.length))
        if m.tag != request.tag:
            raise Wrong("VLAN %d for a request in %d" % (m.tag, request.tag))
        return request

    def reply(self, m):
        self.counts["replies"] += 1
        key = m.key(m.dst)
        if not self.requests.get(key):
            raise Wrong("a reply to no request")
        # The checksum differs with the type; code, identifier, sequence and data must not.
        request = self.answer(m, key, lambda r: r.icmp[1] == m.icmp[1] and self.same(r.icmp[8:], m.icmp[8:]))
        if m.tos != request.tos:
            raise Wrong("traffic class %#x for %#x" % (m.tos, request.tos))
        if m.df:
            raise Wrong("DF set in a reply")

    def same(self, sent, got):
        """Whether a reply's data is its request's, apart from what may differ."""
        if "data" in self.allowed:
            return len(sent) == len(got) and sent[:8] == got[:8]
        if "clock" in self.allowed:
            return len(sent) == len(got) and sent[16:] == got[16:]
        return sent == got

    def error(self, m):
        quoted = m.icmp[8:]
        if m.family == 4:
            if len(quoted) < 28 or quoted[9] != ICMP:
                return
            src, icmp = quoted[12:16], quoted[(quoted[0] & 15) * 4 :]
        else:
            if len(quoted) < 48 or quoted[6] != ICMPV6:
                return
            src, icmp = quoted[8:24], quoted[40:]
        if (m.family, icmp[0]) not in ECHO_REQUESTS:
            return
        self.counts["errors"] += 1
        if "kinds" not in self.allowed and (m.family, m.icmp[0], m.icmp[1]) not in HARMLESS:
            raise Wrong("an error of type %d code %d" % (m.icmp[0], m.icmp[1]))
        key = (m.family, src) + struct.unpack_from("!HH", icmp, 4)
        request = self.answer(m, key, lambda r: r.icmp.startswith(icmp))
        if m.src != request.dst and "hops" not in self.allowed:
            raise Wrong("an error from whom the request was not sent to")

    def verdict(self, dropped):
        unanswered = sum(not r.answered for rs in self.requests.values() for r in rs)
        self.counts["unanswered"], self.past = unanswered - getattr(self, "past", 0), unanswered
        text = " ".join("%s=%d" % kv for kv in self.counts.items())
        # What follows from a gap in the evidence is not to be believed; the gap itself is said first.
        wrong = (["%d packets not captured" % dropped] if dropped else []) + self.wrong
        self.begin()
        return "FAIL %s; %d wrong: %s" % (text, len(wrong), " | ".join(wrong[:3])) if wrong else "ok " + text


def main(interface, commands, results):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    s.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 128 << 20)
    s.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    s.bind((interface, ETH_P_ALL))
    s.setblocking(False)
    orders = open(commands, "r+b", buffering=0)
    print("watching", flush=True)
    checker = Checker(s.getsockname()[4], (socket.inet_aton("192.0.2.0"), socket.inet_aton("192.0.2.255")))
    waiting = []
    buffer = bytearray(70000)

    def drain():
        while True:
            try:
                n, control, _, address = s.recvmsg_into([buffer], 64)
            except BlockingIOError:
                return
            if buffer[12:14] in (b"\x08\x00", b"\x86\xdd", b"\x81\x00"):
                waiting.append((bytes(memoryview(buffer)[:n]), control, address[2], time.monotonic()))

    while True:
        ready, _, _ = select.select([s, orders], [], [])
        drain()
        if orders not in ready:
            continue
        order = orders.readline().decode().split()
        if order[:1] == ["allow"]:
            checker.allowed = order[1:]
            continue
        end = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < end:
            select.select([s], [], [], end - time.monotonic() if end > time.monotonic() else 0)
            drain()
        for frame, control, packet_type, at in waiting:
            tag, ready = 0, True
            for _, _, aux in control:
                status, = struct.unpack_from("=I", aux, 0)
                ready = not status & TP_STATUS_CSUMNOTREADY
                if status & TP_STATUS_VLAN_VALID:
                    tag = struct.unpack_from("=H", aux, 16)[0] & 0xFFF
            checker.packet(frame, tag, packet_type == PACKET_OUTGOING, ready, at)
        waiting.clear()
        _, dropped = struct.unpack("=II", s.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))
        with open(results, "w") as out:
            print(checker.verdict(dropped), file=out)


if __name__ == "__main__":
    main(*sys.argv[1:])
