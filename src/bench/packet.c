// packet [MILLISECONDS]: what src/jmh measures in Java, in C: a request in memory to its answer, with the same checks in the same
// order, the same session table and hash, the same sums, restored by the same copy before each. Prints lines as JMH's results are
// read: "benchmark,case,nanoseconds,half the range of nine runs".
#include "common.h"

enum { AT = 64, PLACES = 65536, WAYS = 8, CELLS = 1400, RUNS = 9 };
enum { ANSWER_REPLY, ANSWER_ERROR };

typedef unsigned __int128 address; // IPv4 in its mapped form

struct session {
    uint64_t tag;
    int64_t seen, reached, anchor;
    int32_t arrivals;
    bool established;
    const uint8_t *score;
} __attribute__((aligned(64)));

struct request {
    int network, icmp, length; // of the ICMP message
    bool six;
    address from, to;
    uint16_t identifier, sequence;
};

static struct session sessions[PLACES] __attribute__((aligned(64)));
static uint8_t all_replies[CELLS], all_errors[CELLS], *playing = all_replies;
static uint64_t counts[32], key = 1;
static address own[2];
static uint32_t subnet_ends[2] = {0xc0000200, 0xc00002ff};
static uint32_t counter;

static inline uint32_t get32(const uint8_t *p) { return (uint32_t) get16(p) << 16 | get16(p + 2); }
static inline uint64_t get64(const uint8_t *p) { return (uint64_t) get32(p) << 32 | get32(p + 4); }
static inline void put32(uint8_t *p, uint32_t v) { v = htonl(v); memcpy(p, &v, 4); }
static inline void put64(uint8_t *p, uint64_t v) { put32(p, v >> 32); put32(p + 4, v); }
static inline address mapped(uint32_t v) { return 0xffff00000000 | v; }
static inline address get128(const uint8_t *p) { return (address) get64(p) << 64 | get64(p + 8); }
static inline void put128(uint8_t *p, address a) { put64(p, a >> 64); put64(p + 8, a); }

static inline uint64_t mixed(uint64_t z) {
    z += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static inline uint64_t rotated(uint64_t x, int by) { return x << by | x >> (64 - by); }

// SipHash-2-4 of five words, by the key (1, 2).
static uint64_t siphash(const uint64_t *words) {
    uint64_t v0 = 1 ^ 0x736f6d6570736575, v1 = 2 ^ 0x646f72616e646f6d, v2 = 1 ^ 0x6c7967656e657261, v3 = 2 ^ 0x7465646279746573;
    for (int i = 0; i < 8; i++) {
        uint64_t m = i < 5 ? words[i] : i == 5 ? 40ull << 56 : 0;
        if (i == 6) v2 ^= 0xff;
        v3 ^= m;
        for (int round = 0; round < 2; round++) {
            v0 += v1, v1 = rotated(v1, 13) ^ v0, v0 = rotated(v0, 32);
            v2 += v3, v3 = rotated(v3, 16) ^ v2;
            v0 += v3, v3 = rotated(v3, 21) ^ v0;
            v2 += v1, v1 = rotated(v1, 17) ^ v2, v2 = rotated(v2, 32);
        }
        v0 ^= m;
    }
    return v0 ^ v1 ^ v2 ^ v3;
}

static inline bool is_group(address a) { return a >> 32 == 0xffff ? ((uint32_t) a >> 28) == 14 : a >> 120 == 0xff; }

static inline bool is_off_the_wire(address a) {
    unsigned net = (uint32_t) a >> 24;
    return a >> 32 == 0xffff ? net == 0 || net == 127 || net >= 240 : a >> 32 == 0;
}

static inline bool is_own(address a) { return a == own[0] || a == own[1]; }

static inline bool is_end(address a) { return a >> 32 == 0xffff && ((uint32_t) a == subnet_ends[0] || (uint32_t) a == subnet_ends[1]); }

static inline uint32_t of_word(uint32_t w) { return (w >> 16) + (w & 0xffff); }
static inline uint32_t fold(uint32_t s) { return of_word(of_word(s)); }

// By words, where there are no options.
static bool header_holds(const uint8_t *ip, int header) {
    if (header != 20) return sum(ip, header, 0) == 0xffff;
    uint64_t a = get64(ip), b = get64(ip + 8), s = (a >> 32) + (uint32_t) a + (b >> 32) + (uint32_t) b + get32(ip + 16);
    return fold(of_word(s >> 32) + of_word(s)) == 0xffff;
}

// 0, or why the packet is not answered.
static int check(const uint8_t *p, int length, struct request *r) {
    if (length < ETHERNET) return 1;
    int type = get16(p + 12), room = length - ETHERNET;
    const uint8_t *ip = p + ETHERNET;
    r->network = ETHERNET;
    r->six = type == ETH_P_IPV6;
    if (type == ETH_P_IP) {
        if (room < 20) return 1;
        if (ip[0] >> 4 != 4) return 2;
        int header = (ip[0] & 15) * 4, total = get16(ip + 2);
        if (header < 20 || header > room) return 3;
        if (total < header || total > room) return 4;
        if (!header_holds(ip, header)) return 5;
        if (ip[9] != 1) return 6;
        if (get16(ip + 6) & 0x3fff) return 7;
        if (header != 20) return 8;
        r->icmp = ETHERNET + header;
        r->length = total - header;
        r->from = mapped(get32(ip + 12));
        r->to = mapped(get32(ip + 16));
    } else if (r->six) {
        if (room < 40) return 1;
        if (ip[0] >> 4 != 6) return 2;
        int payload = get16(ip + 4);
        if (payload > room - 40) return 4;
        if (ip[6] != 58) return 6;
        r->icmp = ETHERNET + 40;
        r->length = payload;
        r->from = get128(ip + 8);
        r->to = get128(ip + 24);
        if (r->from >> 32 == 0xffff || r->to >> 32 == 0xffff) return 9;
    } else {
        return 10;
    }
    if (is_off_the_wire(r->from) || is_group(r->from) || is_end(r->from)) return 11;
    if (is_own(r->from)) return 12;
    if (is_group(r->to) || is_end(r->to) || (!r->six && (uint32_t) r->to == UINT32_MAX)) return 13;
    if (is_off_the_wire(r->to)) return 14;
    if (!is_own(r->to)) return 15;
    if (p[6] & 1 || !memcmp(p + 6, "\0\0\0\0\0\0", 6) || !memcmp(p, p + 6, 6)) return 16;
    const uint8_t *icmp = p + r->icmp;
    if (r->length < 8) return 17;
    if (icmp[0] != (r->six ? 128 : 8)) return 6;
    if (sum(icmp, r->length, r->six ? pseudo_sum(ip, r->length) : 0) != 0xffff) return 18;
    r->identifier = get16(icmp + 4);
    r->sequence = get16(icmp + 6);
    return 0;
}

static int decide(const struct request *r, int64_t now) {
    uint64_t words[5] = {r->from >> 64, r->from, r->to >> 64, r->to, r->identifier}, tag = siphash(words);
    uint64_t own = tag >> 32 & (PLACES - 1);
    struct session *bucket = sessions + own / WAYS * WAYS, *s = NULL;
    for (int way = 0; way < WAYS && !s; way++) {
        struct session *candidate = sessions + (own ^ way);
        if (candidate->tag == tag && now - candidate->seen <= 30000000000) s = candidate;
    }
    if (!s) {
        s = sessions + own;
        for (int i = 0; i < WAYS; i++)
            if (bucket[i].seen < s->seen) s = bucket + i;
        *s = (struct session) {.tag = tag, .anchor = r->sequence, .reached = r->sequence, .score = playing};
    } else {
        s->established = true;
    }
    s->seen = now;
    s->arrivals++;
    int64_t extended = s->reached + (int16_t) (r->sequence - (uint16_t) s->reached);
    if (extended > s->reached) s->reached = extended;
    int64_t cell = (extended - s->anchor) % CELLS;
    return s->score[cell < 0 ? cell + CELLS : cell];
}

static uint16_t identification(void) {
    uint32_t left = counter >> 8 & 0xff, right = counter & 0xff;
    if (++counter == 65536) counter = 0, key = mixed(key);
    for (int round = 0; round < 4; round++) {
        uint32_t f = mixed(key + right * 4 + round) >> 56, next = left ^ f;
        left = right;
        right = next;
    }
    return left << 8 | right;
}

static void fill_checksum(uint8_t *p, const uint8_t *from, int length, uint32_t seed) {
    memset(p, 0, 2);
    uint16_t checksum = ~sum(from, length, seed);
    memcpy(p, &checksum, 2);
}

// An ICMP header and the checksum of its message, in one piece: what was written in pieces is slow to read back.
static void write_head(uint8_t *p, uint32_t type_and_code, uint32_t rest, int length, uint32_t seed) {
    uint16_t checksum = ~sum(p + 8, length - 8, seed + htons(fold(type_and_code + of_word(rest))));
    put64(p, (uint64_t) type_and_code << 48 | (uint64_t) ntohs(checksum) << 32 | rest);
}

static void write_ipv4(uint8_t *ip, int tos, int total, const struct request *r) {
    uint32_t first = 0x4500 | tos, id = identification(), fifth = 64 << 8 | 1, from = r->to, to = r->from;
    uint16_t checksum = ~fold(first + total + id + fifth + of_word(from) + of_word(to));
    put64(ip, (uint64_t) first << 48 | (uint64_t) total << 32 | (uint64_t) id << 16);
    put64(ip + 8, (uint64_t) fifth << 48 | (uint64_t) checksum << 32 | from);
    put32(ip + 16, to);
}

static void write_ipv6(uint8_t *ip, int class, int payload, const struct request *r) {
    uint64_t h = mixed(1 ^ (uint64_t) (r->from >> 64));
    h = mixed(h ^ (uint64_t) r->from);
    h = mixed(h ^ (uint64_t) (r->to >> 64));
    h = mixed(h ^ (uint64_t) r->to);
    put32(ip, 6u << 28 | class << 20 | h >> 44);
    put16(ip + 4, payload);
    ip[6] = 58;
    ip[7] = 64;
    put128(ip + 8, r->to);
    put128(ip + 24, r->from);
}

static uint8_t *link_header(uint8_t *was, uint8_t *ip, bool six) {
    uint8_t host[6], peer[6], *at = ip - ETHERNET;
    memcpy(host, was, 6);
    memcpy(peer, was + 6, 6);
    memcpy(at, peer, 6);
    memcpy(at + 6, host, 6);
    put16(at + 12, six ? ETH_P_IPV6 : ETH_P_IP);
    return at;
}

// Where the answer begins, or NULL.
static uint8_t *respond(uint8_t *p, int length, int64_t now) {
    struct request r;
    int dropped = check(p, length, &r);
    if (dropped) {
        counts[dropped]++;
        return NULL;
    }
    int kind = decide(&r, now);
    counts[30 + kind]++;
    uint8_t *ip = p + r.network, *icmp = p + r.icmp;
    int header = r.six ? 40 : 20, whole = header + r.length;
    if (kind == ANSWER_ERROR && whole >= 2 * header + 16) {
        int total = whole < (r.six ? 1280 : 576) ? whole : r.six ? 1280 : 576, tos = (ip[1] & 0x1e) | 0xc0;
        uint8_t *outer = ip - header - 8, *error = ip - 8, *at = link_header(p, outer, r.six);
        if (r.six) write_ipv6(outer, 0, total - 40, &r);
        else write_ipv4(outer, tos, total, &r);
        write_head(error, r.six ? 1 << 8 | 3 : 3 << 8 | 1, 0, total - header, r.six ? pseudo_sum(outer, total - header) : 0);
        return at;
    }
    if (r.six) write_ipv6(ip, get16(ip) >> 4 & 0xff, r.length, &r);
    else write_ipv4(ip, ip[1], whole, &r);
    write_head(icmp, (r.six ? 129 : 0) << 8 | icmp[1], get32(icmp + 4), r.length, r.six ? pseudo_sum(ip, r.length) : 0);
    return link_header(p, ip, r.six);
}

static uint8_t request[AT + LONGEST], slot[AT + LONGEST];
static int length;
static volatile uint64_t sink;

static void build(bool six, int data) {
    int icmp = ETHERNET + (six ? 40 : 20), message = 8 + data;
    uint8_t *p = request + AT, *ip = p + ETHERNET;
    memset(request, 0, sizeof request);
    length = icmp + message;
    memcpy(p, "\2\0\0\0\0\2\2\0\0\0\0\1", 12);
    put16(p + 12, six ? ETH_P_IPV6 : ETH_P_IP);
    struct request turned = {.from = six ? own[1] : own[0], .to = six ? own[1] - 1 : mapped(0xc0000201), .six = six};
    if (six) write_ipv6(ip, 0, message, &turned);
    else write_ipv4(ip, 0, 20 + message, &turned);
    p[icmp] = six ? 128 : 8;
    put16(p + icmp + 4, 7);
    for (int i = 8; i + 2 <= message; i += 2) put16(p + icmp + i, 0xabcd);
    fill_checksum(p + icmp + 2, p + icmp, message, six ? pseudo_sum(ip, message) : 0);
}

static void restore(int64_t i) {
    (void) i;
    memcpy(slot, request, AT + length);
    __asm__ volatile("" ::: "memory");
}

static void answer_one(int64_t i) {
    restore(i);
    sink = (uintptr_t) respond(slot + AT, length, 1000000000 + i);
}

static void sum_one(int64_t i) {
    (void) i;
    __asm__ volatile("" ::: "memory");
    sink = sum(slot + 34, length, 0);
}

static int ascending(const void *a, const void *b) {
    double d = *(const double *) a - *(const double *) b;
    return d < 0 ? -1 : d > 0;
}

static void time_it(const char *benchmark, const char *name, void (*operation)(int64_t), double milliseconds) {
    double each[RUNS];
    for (int run = -2; run < RUNS; run++) { // two to warm up
        int64_t start = nanos(), end = start + milliseconds * 1e6, n = 0, now;
        do {
            for (int i = 0; i < 1000; i++) operation(n++);
        } while ((now = nanos()) < end);
        if (run >= 0) each[run] = (double) (now - start) / n;
    }
    qsort(each, RUNS, sizeof *each, ascending);
    printf("%s,%s,%.2f,%.2f\n", benchmark, name, each[RUNS / 2], (each[RUNS - 1] - each[0]) / 2);
}

int main(int argc, char **argv) {
    double milliseconds = argc > 1 ? atof(argv[1]) : 30;
    own[0] = mapped(0xc0000202);
    own[1] = (address) 0x20010db800000000 << 64 | 2;
    memset(all_errors, ANSWER_ERROR, CELLS);
    static const char *kinds[] = {"ipv4 reply", "ipv6 reply", "ipv4 error"};
    for (int i = 0; i < 3; i++) {
        memset(sessions, 0, sizeof sessions);
        playing = i == 2 ? all_errors : all_replies;
        build(i == 1, 56);
        answer_one(0);
        if (!sink) return fprintf(stderr, "packet: the request was not answered: %d\n", check(request + AT, length, &(struct request) {0})), 1;
        if (i == 0) time_it("c restore", kinds[i], restore, milliseconds);
        time_it("c", kinds[i], answer_one, milliseconds);
    }
    playing = all_replies;
    memset(sessions, 0, sizeof sessions);
    static const int sizes[] = {0, 56, 512, 1472, 4000, 9000};
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", sizes[i]);
        build(false, sizes[i]);
        time_it("c size", name, answer_one, milliseconds);
        length = sizes[i] == 56 ? 64 : sizes[i];
        if (length) {
            snprintf(name, sizeof name, "%d", length);
            time_it("c sum", name, sum_one, milliseconds);
        }
    }
}
