#!/usr/bin/python3
"""scapy-nfqueue IFACE: the way in which the first ping pictures were tried on Linux: netfilter hands each echo request to this
program, Scapy takes it apart, a line is printed, a verdict given; accepted, the kernel answers it. Wants iptables, whose
rules go with the network namespace, and Scapy. NetfilterQueue is used where it is installed, else the same by netlink."""
import os
import socket
import struct
import subprocess
import sys

from scapy.config import conf
from scapy.layers.inet import ICMP, IP
from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6

QUEUE = 7
NETLINK_NETFILTER, NFNL_SUBSYS_QUEUE = 12, 3
PACKET, VERDICT, CONFIG = 0, 1, 2                # nfnetlink_queue.h: NFQNL_MSG_*
CFG_CMD, CFG_PARAMS, CFG_MAXLEN = 1, 2, 3        # NFQA_CFG_*
PACKET_HDR, VERDICT_HDR, PAYLOAD = 1, 2, 10      # NFQA_*
ACCEPT = 1

out = open(os.devnull, "w")


def look(payload):
    """What the study did with each packet, but for dropping every fifth."""
    packet = IP(payload) if payload[0] >> 4 == 4 else IPv6(payload)
    sequence = packet[ICMP].seq if IP in packet else packet[ICMPv6EchoRequest].seq
    print(packet.summary(), sequence, "drop" if sequence % 5 == 0 else "accept", file=out)


def attribute(kind, data):
    return struct.pack("=HH", 4 + len(data), kind) + data + b"\0" * (-len(data) % 4)


def message(kind, *attributes):
    body = struct.pack(">BBH", socket.AF_UNSPEC, 0, QUEUE) + b"".join(attributes)
    return struct.pack("=IHHII", 16 + len(body), NFNL_SUBSYS_QUEUE << 8 | kind, 1, 0, 0) + body


def by_netlink():
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    netlink.bind((0, 0))
    netlink.setsockopt(socket.SOL_SOCKET, 33, 4 << 20)   # SO_RCVBUFFORCE
    netlink.setsockopt(270, 5, 1)                        # NETLINK_NO_ENOBUFS: a burst is lost, not reported
    netlink.send(message(CONFIG, attribute(CFG_CMD, struct.pack(">BBH", 1, 0, socket.AF_INET))))
    netlink.send(message(CONFIG, attribute(CFG_PARAMS, struct.pack(">IB", 0xffff, 2))))
    netlink.send(message(CONFIG, attribute(CFG_MAXLEN, struct.pack(">I", 1024))))
    print("ready", file=sys.stderr, flush=True)
    while True:
        data = netlink.recv(1 << 16)
        at = 0
        while at + 16 <= len(data):
            length, kind = struct.unpack_from("=IH", data, at)
            if kind == NFNL_SUBSYS_QUEUE << 8 | PACKET:
                number = payload = None
                place, end = at + 20, at + length
                while place + 4 <= end:
                    size, what = struct.unpack_from("=HH", data, place)
                    if what == PACKET_HDR:
                        number, = struct.unpack_from(">I", data, place + 4)
                    elif what == PAYLOAD:
                        payload = data[place + 4:place + size]
                    place += size + 3 & ~3
                look(payload)
                netlink.send(message(VERDICT, attribute(VERDICT_HDR, struct.pack(">II", ACCEPT, number))))
            at += length + 3 & ~3


def by_netfilterqueue(queue_class):
    def seen(packet):
        look(packet.get_payload())
        packet.accept()
    queue = queue_class()
    queue.bind(QUEUE, seen)
    print("ready", file=sys.stderr, flush=True)
    queue.run()


def main():
    conf.verb = 0
    for table, protocol, kind in (("iptables", "icmp", "--icmp-type"), ("ip6tables", "icmpv6", "--icmpv6-type")):
        rule = ["INPUT", "-i", sys.argv[1], "-p", protocol, kind, "echo-request", "-j", "NFQUEUE", "--queue-num", str(QUEUE)]
        errors = []
        for program in (table, table + "-legacy"):       # the kernel may have either's match and not the other's
            try:
                done = subprocess.run([program, "-w", "-I", *rule], capture_output=True, text=True)
            except FileNotFoundError as missing:
                errors.append(str(missing))
                continue
            if done.returncode == 0:
                break
            errors.append(done.stderr.strip())
        else:
            sys.exit("scapy-nfqueue: " + "; ".join(errors))
    try:
        from netfilterqueue import NetfilterQueue
    except ImportError:
        by_netlink()
    else:
        by_netfilterqueue(NetfilterQueue)


main()
