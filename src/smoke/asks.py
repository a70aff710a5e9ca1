"""Asks as programs do that are not at hand, and prints what they would show of the answers.

asks.py windows|macos|freebsd|unknown COUNT [SIZE] ADDRESS

windows, unknown: the TTL of each reply, whose data must be the request's.
macos, freebsd: the bar of the time that a reply took; with 200 octets of data and more the rows of the dump that each prints.

A number goes out when the last is answered: "lost" is printed where that takes more than a second.
"""

import os
import select
import socket
import struct
import sys
import time

BARS = "▁▂▃▄▅▆▇█"
SECOND = {"macos": 1_000_000, "freebsd": 1_000_000_000}


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    return 0xFFFF - sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xFFFF


def clock(program):
    """The time that it puts into its data: of the day in microseconds, or since the start in nanoseconds."""
    return time.time_ns() // 1000 if program == "macos" else time.monotonic_ns()


def data_of(program, size):
    if program == "windows":
        return (b"abcdefghijklmnopqrstuvw" * (size // 23 + 1))[:size]
    if program == "unknown":
        return bytes((7 * i + 3) % 251 for i in range(size))
    return struct.pack("!II", *divmod(clock(program), SECOND[program])) + bytes(i & 0xFF for i in range(8, size))


def dump(program, sent, got):
    """pr_pack: what comes behind the time is compared, and all of it printed, in macOS's rows or in FreeBSD's."""
    if sent[8:] == got[8:]:
        print("unchanged")
        return
    for at in range(16 if program == "macos" else 8, len(got), 16):
        print("\t" + "".join(" %x " % octet for octet in got[at : at + 16]))


def bar(program, got):
    seconds, fraction = struct.unpack_from("!II", got)
    took = clock(program) - seconds * SECOND[program] - fraction
    print(BARS[took // (SECOND[program] // 100) % 8], end="", flush=True)


def show(program, size, ttl, sent, got):
    if len(sent) != len(got):
        print("length", len(got))
    elif program in SECOND:
        dump(program, sent, got) if size >= 200 else bar(program, got)
    else:
        print(ttl if sent == got else "changed")


def main(program, address, count, size):
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    raw.connect((address, 0))
    # Windows has one for all, and numbers that go on from one run to the next.
    identifier = 1 if program == "windows" else os.getpid() & 0xFFFF
    first = 4711 if program == "windows" else 0
    for sequence in range(first, first + count):
        sent = data_of(program, size)
        head = struct.pack("!HH", identifier, sequence)
        raw.send(b"\x08\0" + struct.pack("!H", checksum(b"\x08\0\0\0" + head + sent)) + head + sent)
        end = time.monotonic() + 1
        while select.select([raw], [], [], max(0, end - time.monotonic()))[0]:
            packet = raw.recv(65536)
            message = packet[(packet[0] & 15) * 4 :]
            if message[0] == 0 and message[4:8] == head:
                show(program, size, packet[8], sent, message[8:])
                break
        else:
            print("lost")
    if program in SECOND and size < 200:
        print()


usual = 32 if sys.argv[1] == "windows" else 56
main(sys.argv[1], sys.argv[-1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 4 else usual)
