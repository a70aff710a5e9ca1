"""Makes a table of nf_tables with one base chain, as `nft` would, for hosts that do not have that program.

usage: nft.py FAMILY HOOK POLICY [RULES]    (inet|ip|ip6, the number of NF_INET_*, 0 drop or 1 accept)
       nft.py delete                        all tables

linux/netfilter/nf_tables.h; everything between the two batch messages is applied at once or not at all.
"""

import socket
import struct
import sys

NETLINK_NETFILTER = 12
NFNL_MSG_BATCH_BEGIN, NFNL_MSG_BATCH_END = 0x10, 0x11
NFNL_SUBSYS_NFTABLES = 10
NFT = NFNL_SUBSYS_NFTABLES << 8
NEWTABLE, DELTABLE, NEWCHAIN, NEWRULE = 0, 2, 3, 6
NLM_F_REQUEST, NLM_F_CREATE, NLM_F_APPEND = 1, 0x400, 0x800
NESTED = 0x8000
FAMILIES = {"inet": 1, "ip": 2, "ip6": 10}


def attribute(kind, value):
    return struct.pack("=HH", len(value) + 4, kind) + value + b"\0" * (-len(value) % 4)


def text(kind, value):
    return attribute(kind, value.encode() + b"\0")


def number(kind, value):
    return attribute(kind, struct.pack("!i", value))


def message(kind, flags, family, body, res_id=0):
    body = struct.pack("!BBH", family, 0, res_id) + body
    return struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0) + body


def made(family, hook, policy, rules="0"):
    family = FAMILIES[family]
    create = NLM_F_REQUEST | NLM_F_CREATE
    hooked = attribute(4 | NESTED, number(1, int(hook)) + number(2, 0))
    chain = text(1, "smoke") + text(3, "pings") + hooked + number(5, int(policy)) + text(7, "filter")
    counter = attribute(1 | NESTED, text(1, "counter") + attribute(2 | NESTED, b""))
    rule = text(1, "smoke") + text(2, "pings") + attribute(4 | NESTED, counter)
    return (
        message(NFT | NEWTABLE, create, family, text(1, "smoke"))
        + message(NFT | NEWCHAIN, create, family, chain)
        + int(rules) * message(NFT | NEWRULE, create | NLM_F_APPEND, family, rule)
    )


def main(*words):
    body = message(NFT | DELTABLE, NLM_F_REQUEST, 0, b"") if words == ("delete",) else made(*words)
    begin = message(NFNL_MSG_BATCH_BEGIN, NLM_F_REQUEST, 0, b"", NFNL_SUBSYS_NFTABLES)
    end = message(NFNL_MSG_BATCH_END, NLM_F_REQUEST, 0, b"", NFNL_SUBSYS_NFTABLES)
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    s.settimeout(0.2)
    s.send(begin + body + end)
    try:
        code, = struct.unpack_from("=i", s.recv(65536), 16)  # nothing is said where all went well
        raise OSError(-code, "nf_tables")
    except TimeoutError:
        pass


main(*sys.argv[1:])
