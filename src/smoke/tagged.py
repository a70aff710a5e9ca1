"""Pings with VLAN tags and says what came back: tagged.py INTERFACE THEIR-MAC.

One line a request: NAME and the answer's tag ("none" for untagged), its ICMP type and code, or "silent".
"""

import select
import socket
import struct
import sys
import time

SOL_PACKET, PACKET_AUXDATA, VLAN_VALID = 263, 8, 0x10
US, THEM, US6, THEM6 = "198.51.100.2", "198.51.100.1", "2001:db8:100::2", "2001:db8:100::1"


def checksum(data):
    return 0xFFFF - sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xFFFF


def request(six, sequence):
    body = struct.pack("!BBHHH", 128 if six else 8, 0, 0, 7, sequence) + b"\xab\xcd" * 36
    if six:
        addresses = socket.inet_pton(socket.AF_INET6, US6) + socket.inet_pton(socket.AF_INET6, THEM6)
        total = checksum(addresses + struct.pack("!II", len(body), 58) + body)
        head = struct.pack("!IHBB", 6 << 28, len(body), 58, 64) + addresses
    else:
        total = checksum(body)
        head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 1, 0, 64, 1, 0)
        head += socket.inet_aton(US) + socket.inet_aton(THEM)
        head = head[:10] + struct.pack("!H", checksum(head)) + head[12:]
    return head + body[:2] + struct.pack("!H", total) + body[4:]


def answer(link, six):
    deadline = time.monotonic() + 0.5
    while select.select([link], [], [], max(0, deadline - time.monotonic()))[0]:
        frame, control, _, address = link.recvmsg(65536, 1024)
        if address[2] == socket.PACKET_OUTGOING or frame[12:14] != (b"\x86\xdd" if six else b"\x08\x00"):
            continue
        message = frame[54:] if six else frame[34:]
        if six and message[0] > 4 and message[0] != 129:  # neighbour discovery
            continue
        tag = "none"
        for level, kind, data in control:
            if (level, kind) == (SOL_PACKET, PACKET_AUXDATA):
                status, tci = struct.unpack("=I", data[:4])[0], struct.unpack("=H", data[16:18])[0]
                tag = "0x%04x" % tci if status & VLAN_VALID else "none"
        return "%s %d/%d" % (tag, message[0], message[1])
    return "silent"


def main():
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    link.bind((sys.argv[1], 0))
    link.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    ours = link.getsockname()[4]
    theirs = bytes.fromhex(sys.argv[2].replace(":", ""))
    for six in (False, True):
        for sequence in (0, 1):
            for name, tag in (
                ("100", b"\x81\x00\x00\x64"),
                ("100, priority 5", b"\x81\x00\xa0\x64"),
                ("200", b"\x81\x00\x00\xc8"),
                ("priority only", b"\x81\x00\xa0\x00"),
                ("service tag", b"\x88\xa8\x00\x64"),
                ("two tags", b"\x81\x00\x00\x64\x81\x00\x00\x64"),
                ("none", b""),
            ):
                kind = b"\x86\xdd" if six else b"\x08\x00"
                link.send(theirs + ours + tag + kind + request(six, sequence))
                print("IPv%d %s, sequence %d: %s" % (6 if six else 4, name, sequence, answer(link, six)))


main()
