// What the benchmark's programs share: a clock, packet sockets, echo requests and their answers.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ETHERNET 14
#define LONGEST 9216
#define IDENTIFIER 0x6e79 // "ny"

static inline void die(const char *what) {
    perror(what);
    exit(1);
}

static inline int64_t nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// A packet socket on an interface; with protocol 0 it only sends. The filter is in place before anything is received.
static inline int packet_socket(int ifindex, int protocol, const struct sock_fprog *filter) {
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    if (fd < 0) die("socket(AF_PACKET)");
    if (filter && setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, filter, sizeof *filter)) die("SO_ATTACH_FILTER");
    int one = 1, buffer = 8 << 20;
    if (protocol && setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one)) die("PACKET_IGNORE_OUTGOING");
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer);
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(protocol), .sll_ifindex = ifindex};
    if (bind(fd, (struct sockaddr *) &to, sizeof to)) die("bind(AF_PACKET)");
    return fd;
}

// RFC 1071: the sum of big-endian words as they lie in memory, not yet complemented.
static inline uint32_t sum(const uint8_t *p, int length, uint32_t seed) {
    uint64_t s = seed, other = 0;
    for (; length >= 32; p += 32, length -= 32) {
        uint64_t w[4];
        memcpy(w, p, 32);
        s += (w[0] & 0xffffffff) + (w[0] >> 32) + (w[1] & 0xffffffff) + (w[1] >> 32);
        other += (w[2] & 0xffffffff) + (w[2] >> 32) + (w[3] & 0xffffffff) + (w[3] >> 32);
    }
    s += other;
    for (; length >= 4; p += 4, length -= 4) {
        uint32_t w;
        memcpy(&w, p, 4);
        s += w;
    }
    if (length >= 2) {
        uint16_t w;
        memcpy(&w, p, 2);
        s += w;
        p += 2;
        length -= 2;
    }
    if (length) s += htons(*p << 8);
    while (s >> 16) s = (s & 0xffff) + (s >> 16);
    return s;
}

static inline uint16_t get16(const uint8_t *p) { return p[0] << 8 | p[1]; }

static inline void put16(uint8_t *p, uint16_t v) {
    p[0] = v >> 8;
    p[1] = v;
}

// One's complement addition: what a checksum becomes when a word of the packet shrinks by what is added here.
static inline void add16(uint8_t *p, uint16_t v) {
    uint32_t s = get16(p) + v;
    put16(p, (s & 0xffff) + (s >> 16));
}

static inline uint32_t pseudo_sum(const uint8_t *ip, int length) {
    uint32_t s = sum(ip + 8, 32, htons(length));
    return s + htons(58);
}

// What a program asks: the options that all of them have, and a request made of them.
struct ask {
    const char *interface, *from, *to, *mac, *data; // data: cisco or iputils
    int length;                                     // Ethernet header included
    bool df, six;
    int ifindex, icmp; // icmp: offset of the ICMP header
};

#define ASK_OPTIONS "i:s:d:m:p:l:D"
#define ASK_USAGE "-i IFACE -s SOURCE -d DESTINATION -m MAC [-p cisco|iputils] [-l BYTES] [-D (sets DF)]"

static inline bool ask_option(struct ask *a, int c, char *value) {
    switch (c) {
        case 'i': a->interface = value; return true;
        case 's': a->from = value; return true;
        case 'd': a->to = value; return true;
        case 'm': a->mac = value; return true;
        case 'p': a->data = value; return true;
        case 'l': a->length = atoi(value); return true;
        case 'D': a->df = true; return true;
        default: return false;
    }
}

// Writes the request with sequence number 0.
static inline void ask_build(struct ask *a, uint8_t *p) {
    if (!a->interface || !a->from || !a->to || !a->mac) {
        fprintf(stderr, "want %s\n", ASK_USAGE);
        exit(2);
    }
    if (!(a->ifindex = if_nametoindex(a->interface))) die(a->interface);
    a->six = strchr(a->to, ':') != NULL;
    a->icmp = ETHERNET + (a->six ? 40 : 20);
    if (!a->length) a->length = a->icmp + 8 + 56; // as ping sends: 98 for IPv4
    if (a->length < a->icmp + 8 || a->length > LONGEST) {
        fprintf(stderr, "-l %d: want %d to %d\n", a->length, a->icmp + 8, LONGEST);
        exit(2);
    }
    memset(p, 0, a->length);
    unsigned m[6];
    if (sscanf(a->mac, "%x:%x:%x:%x:%x:%x", m, m + 1, m + 2, m + 3, m + 4, m + 5) != 6) {
        fprintf(stderr, "-m %s: want a MAC address\n", a->mac);
        exit(2);
    }
    for (int i = 0; i < 6; i++) p[i] = m[i];
    char path[64 + IFNAMSIZ];
    snprintf(path, sizeof path, "/sys/class/net/%s/address", a->interface);
    FILE *f = fopen(path, "r");
    if (!f || fscanf(f, "%x:%x:%x:%x:%x:%x", m, m + 1, m + 2, m + 3, m + 4, m + 5) != 6) die(path);
    fclose(f);
    for (int i = 0; i < 6; i++) p[6 + i] = m[i];

    uint8_t *ip = p + ETHERNET, *icmp = p + a->icmp, *data = icmp + 8;
    int data_length = a->length - a->icmp - 8;
    bool cisco = !a->data || !strcmp(a->data, "cisco");
    // iputils: a time stamp of 16 bytes, then each byte its own offset.
    for (int i = 0; i < data_length; i++) data[i] = cisco ? (i & 1 ? 0xcd : 0xab) : i < 16 ? 0 : i;
    put16(icmp + 4, IDENTIFIER);
    int af = a->six ? AF_INET6 : AF_INET;
    if (inet_pton(af, a->from, ip + (a->six ? 8 : 12)) != 1 || inet_pton(af, a->to, ip + (a->six ? 24 : 16)) != 1) {
        fprintf(stderr, "-s %s -d %s: want two addresses of one family\n", a->from, a->to);
        exit(2);
    }
    uint16_t checksum;
    if (a->six) {
        put16(p + 12, ETH_P_IPV6);
        ip[0] = 0x60;
        put16(ip + 4, 8 + data_length);
        ip[6] = 58;
        ip[7] = 64;
        icmp[0] = 128;
        checksum = ~sum(icmp, 8 + data_length, pseudo_sum(ip, 8 + data_length));
    } else {
        put16(p + 12, ETH_P_IP);
        ip[0] = 0x45;
        put16(ip + 2, 28 + data_length);
        if (a->df) ip[6] = 0x40;
        ip[8] = 64;
        ip[9] = 1;
        uint16_t header = ~sum(ip, 20, 0);
        memcpy(ip + 10, &header, 2);
        icmp[0] = 8;
        checksum = ~sum(icmp, 8 + data_length, 0);
    }
    memcpy(icmp + 2, &checksum, 2);
}

static inline void ask_sequence(const struct ask *a, uint8_t *p, uint16_t sequence) {
    uint8_t *icmp = p + a->icmp;
    // ~(~checksum - old + new), in one's complement.
    add16(icmp + 2, get16(icmp + 6));
    add16(icmp + 2, ~sequence);
    put16(icmp + 6, sequence);
}

enum kind { OTHER, REPLY, ERROR };

// What a received packet is to us, and the sequence number that it answers.
static inline enum kind answer(const struct ask *a, const uint8_t *p, int length, uint16_t *sequence) {
    if (length < a->icmp + 8 || get16(p + 12) != (a->six ? ETH_P_IPV6 : ETH_P_IP)
        || p[ETHERNET + (a->six ? 6 : 9)] != (a->six ? 58 : 1))
        return OTHER;
    int type = p[a->icmp], at = a->icmp;
    enum kind kind = REPLY;
    if (type == (a->six ? 1 : 3) || type == (a->six ? 3 : 11)) { // unreachable, time exceeded
        kind = ERROR;
        at += a->icmp - ETHERNET + 8; // the quoted request's ICMP header
        if (length < at + 8) return OTHER;
    } else if (type != (a->six ? 129 : 0)) {
        return OTHER;
    }
    if (get16(p + at + 4) != IDENTIFIER) return OTHER;
    *sequence = get16(p + at + 6);
    return kind;
}
