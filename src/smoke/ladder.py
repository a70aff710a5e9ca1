"""Reads the answers to echo requests back from a capture: ladder.py FILE.pcap prints, for each request in order, `reply`,
`silence` or the type/code of the ICMP error that answers it."""

import struct
import sys


def packets(path):
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    at = 24
    while at + 16 <= len(data):
        length = struct.unpack_from(order + "I", data, at + 8)[0]
        yield data[at + 16 : at + 16 + length]
        at += 16 + length


def main(path):
    answers = {}
    for frame in packets(path):
        six = frame[12:14] == b"\x86\xdd"
        header = 40 if six else 20
        message = frame[14 + header :]
        if len(message) < 8:
            continue
        kind, code = message[:2]
        quoted = message if kind in (0, 8, 128, 129) else message[8 + header :]
        if len(quoted) < 8:
            continue
        number = quoted[4:8]
        if kind == (128 if six else 8):
            answers.setdefault(number, "silence")
        elif kind == (129 if six else 0):
            answers[number] = "reply"
        elif number in answers:
            answers[number] = "%d/%d" % (kind, code)
    print(*answers.values(), sep="\n")


main(sys.argv[1])
