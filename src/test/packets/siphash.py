#!/usr/bin/env python3
"""Prints SipHash-2-4 of five 64-bit words, for SipHashTest; first proves itself on the paper's own vector.

Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012), appendix A: key 00..0f, message 00..0e.
"""
import struct

MASK = (1 << 64) - 1


def rotate(x, n):
    return (x << n | x >> (64 - n)) & MASK


def siphash(key, message):
    k0, k1 = struct.unpack("<QQ", key)
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]

    def round_():
        v[0] = (v[0] + v[1]) & MASK
        v[2] = (v[2] + v[3]) & MASK
        v[1] = rotate(v[1], 13) ^ v[0]
        v[3] = rotate(v[3], 16) ^ v[2]
        v[0] = rotate(v[0], 32)
        v[2] = (v[2] + v[1]) & MASK
        v[0] = (v[0] + v[3]) & MASK
        v[1] = rotate(v[1], 17) ^ v[2]
        v[3] = rotate(v[3], 21) ^ v[0]
        v[2] = rotate(v[2], 32)

    padded = message + bytes(7 - len(message) % 8) + bytes([len(message) & 0xFF])
    for (m,) in struct.iter_unpack("<Q", padded):
        v[3] ^= m
        round_()
        round_()
        v[0] ^= m
    v[2] ^= 0xFF
    for _ in range(4):
        round_()
    return v[0] ^ v[1] ^ v[2] ^ v[3]


assert siphash(bytes(range(16)), bytes(range(15))) == 0xA129CA6149BE45E5

for key, words in (
    (bytes(range(16)), bytes(range(40))),
    (bytes(16), bytes(40)),
    (b"\xff" * 16, b"\xff" * 40),
    (bytes(range(16)), struct.pack("<5Q", 0x20010DB800000000, 1, 0x20010DB800000000, 2, 0x1234)),
    (bytes(range(16)), struct.pack("<5Q", 0, 0xFFFFC0000201, 0, 0xFFFFC0000202, 0x1234)),
):
    k = struct.unpack("<2Q", key)
    print(", ".join("0x%xL" % x for x in k + struct.unpack("<5Q", words)), "-> 0x%xL" % siphash(key, words))
