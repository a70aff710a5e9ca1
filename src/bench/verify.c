// verify OPTIONS -n COUNT -r RATE [-k SIGNAL:PID:SECONDS]... [-w SECONDS]: sends COUNT echo requests, no two of which have the same
// identifier, sequence number and data, and checks every octet of whatever answers. -k sends a process a signal (a number), so many
// seconds after the beginning; -w is how long it waits for the last answers, 1 unless told. Prints, in one line of words and numbers:
//
// sent      requests that the interface took; refused are those that it did not
// lost      of those sent, what nobody answered
// twice     answers to a request that had one already
// wrong     answers that are not what they must be, or to no request of ours
// unseen    packets that came and that this program had no room for: what it says of lost is then not to be believed
// outage_ms from the first signal until the sending of the first request after the last one that was lost; 0 if none was
#include "common.h"

#include <getopt.h>
#include <signal.h>
#include <sys/prctl.h>

// The last two in ns: what it does not make up for, and what is worth a sleep.
enum { MOST = 64, MOST_SIGNALS = 8, RECEIVE_BUFFER = 256 << 20, LATEST = 2000000, WORTH_SLEEPING = 100000 };

struct event {
    int signal, pid;
    double seconds;
};

static struct ask ask;
static uint8_t template[LONGEST], packets[MOST][LONGEST], received[MOST][LONGEST];
static struct mmsghdr out_messages[MOST], in_messages[MOST];
static struct event events[MOST_SIGNALS];
static uint8_t *state;                  // of each request: SENT, ANSWERED
static int64_t *times;                  // of each batch: when it was sent
static uint64_t count, sent, refused, answered, twice, wrong;
static int in, out, batch, event_count, events_done;
static char first_wrong[512];

enum { SENT = 1, ANSWERED = 2 };

// splitmix64: data that differ from request to request, and that can be made again for the comparison.
static uint64_t mixed(uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
}

static void make(uint8_t *p, uint64_t i) {
    memcpy(p, template, ask.length);
    uint8_t *icmp = p + ask.icmp;
    int message = ask.length - ask.icmp;
    put16(icmp + 4, IDENTIFIER + (i >> 16));
    put16(icmp + 6, i);
    for (int at = 8; at < message; at += 8) {
        uint64_t word = mixed(i << 10 | at);
        memcpy(icmp + at, &word, message - at < 8 ? message - at : 8);
    }
    put16(icmp + 2, 0);
    uint16_t checksum = ~sum(icmp, message, ask.six ? pseudo_sum(p + ETHERNET, message) : 0);
    memcpy(icmp + 2, &checksum, 2);
}

static void shoot(uint64_t first, int n) {
    for (int k = 0; k < n; k++) make(packets[k], first + k);
    times[first / batch] = nanos();
    for (int done = 0; done < n;) {
        int taken = sendmmsg(out, out_messages + done, n - done, MSG_DONTWAIT);
        if (taken <= 0) {
            refused++;
            done++;
            continue;
        }
        for (int k = 0; k < taken; k++) state[first + done + k] |= SENT;
        sent += taken;
        done += taken;
    }
}

static void complain(const char *why, const uint8_t *p, int length) {
    if (wrong++) return;
    int n = snprintf(first_wrong, sizeof first_wrong, "%s:", why);
    for (int k = 0; k < length && k < 100; k++) n += snprintf(first_wrong + n, sizeof first_wrong - n, "%02x", p[k]);
}

// Each difference from what the kernel's own answer would be, apart from the IP identification and the flow label.
static const char *difference(const uint8_t *p, int length, const uint8_t *asked) {
    const uint8_t *ip = p + ETHERNET, *icmp = p + ask.icmp, *asked_ip = asked + ETHERNET;
    int message = ask.length - ask.icmp, address = ask.six ? 16 : 4, from = ask.six ? 8 : 12;
    if (length != ask.length) return "length";
    if (memcmp(p, asked + 6, 6) || memcmp(p + 6, asked, 6) || memcmp(p + 12, asked + 12, 2)) return "link";
    if (memcmp(ip + from, asked_ip + from + address, address) || memcmp(ip + from + address, asked_ip + from, address))
        return "address";
    if (ask.six ? get16(ip + 4) != message || ip[7] != 64 || (get16(ip) & 0xfff0) != (get16(asked_ip) & 0xfff0)
                : ip[0] != 0x45 || ip[1] != asked_ip[1] || get16(ip + 2) != 20 + message || get16(ip + 6) || ip[8] != 64
                      || sum(ip, 20, 0) != 0xffff)
        return "ip";
    if (icmp[0] != (ask.six ? 129 : 0) || icmp[1]) return "type";
    if (sum(icmp, message, ask.six ? pseudo_sum(ip, message) : 0) != 0xffff) return "checksum";
    return memcmp(icmp + 4, asked + ask.icmp + 4, message - 4) ? "data" : NULL;
}

static void judge(const uint8_t *p, int length) {
    static uint8_t asked[LONGEST];
    if (length < ask.icmp + 8 || get16(p + 12) != (ask.six ? ETH_P_IPV6 : ETH_P_IP)
        || p[ETHERNET + (ask.six ? 6 : 9)] != (ask.six ? 58 : 1))
        return;
    int type = p[ask.icmp];
    if (ask.six && type >= 130 && type <= 143) return; // neighbour and listener discovery
    bool error = ask.six ? type < 128 : type == 3 || type == 11;
    int quoted = ask.icmp + 8;
    if (error && length > quoted + 9 && p[quoted + (ask.six ? 6 : 9)] != (ask.six ? 58 : 1)) return; // about other traffic
    uint64_t i = (uint64_t) (uint16_t) (get16(p + ask.icmp + 4) - IDENTIFIER) << 16 | get16(p + ask.icmp + 6);
    if (i >= count || !(state[i] & SENT)) {
        complain("no request", p, length);
        return;
    }
    make(asked, i);
    const char *why = difference(p, length, asked);
    if (why) complain(why, p, length);
    else if (state[i] & ANSWERED) twice++;
    else {
        state[i] |= ANSWERED;
        answered++;
    }
}

static bool take(void) {
    int n = recvmmsg(in, in_messages, MOST, MSG_DONTWAIT, NULL);
    for (int k = 0; k < n; k++) judge(received[k], in_messages[k].msg_len);
    return n > 0;
}

// To ask 5,000 times a second takes a tenth of a CPU; waiting by asking the clock would take all of it.
static void sleep_until(int64_t then) {
    struct timespec t = {then / 1000000000, then % 1000000000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

static int64_t signalled;

static void fire(int64_t start) {
    struct event *e = &events[events_done];
    if (events_done == event_count || nanos() - start < e->seconds * 1e9) return;
    if (!events_done++) signalled = nanos();
    if (kill(e->pid, e->signal)) die("kill");
}

static double outage(void) {
    if (!signalled) return 0;
    uint64_t last = UINT64_MAX;
    for (uint64_t i = 0; i < count; i++)
        if (state[i] == SENT && times[i / batch] >= signalled - 10000000) last = i;
    if (last == UINT64_MAX) return 0;
    uint64_t next = (last / batch + 1) * batch;
    // None was answered any more: the outage had no end in our time.
    return next >= count ? -1 : (times[next / batch] - signalled) / 1e6;
}

static void prepare(struct mmsghdr *messages, uint8_t (*buffers)[LONGEST], int length) {
    static struct iovec vectors[2 * MOST];
    static int used;
    for (int k = 0; k < MOST; k++, used++) {
        vectors[used] = (struct iovec){buffers[k], length};
        messages[k].msg_hdr = (struct msghdr){.msg_iov = &vectors[used], .msg_iovlen = 1};
    }
}

int main(int argc, char **argv) {
    double rate = 0, patience = 1;
    int c;
    while ((c = getopt(argc, argv, ASK_OPTIONS "n:r:k:w:")) != -1) {
        if (ask_option(&ask, c, optarg)) continue;
        struct event *e = &events[event_count];
        switch (c) {
            case 'n': count = strtoull(optarg, NULL, 10); break;
            case 'r': rate = atof(optarg); break;
            case 'w': patience = atof(optarg); break;
            case 'k':
                if (event_count < MOST_SIGNALS && sscanf(optarg, "%d:%d:%lf", &e->signal, &e->pid, &e->seconds) == 3) {
                    event_count++;
                    break;
                }
                // fall through
            default: fprintf(stderr, "usage: verify %s -n COUNT -r RATE [-k SIGNAL:PID:SECONDS]... [-w SECONDS]\n", ASK_USAGE); return 2;
        }
    }
    // As many identifiers as there are, each with every sequence number.
    if (!count || rate <= 0 || count > 1ull << 32) return fprintf(stderr, "verify: want -n from 1 to 2^32, and -r\n"), 2;
    batch = rate < 2000 ? 1 : rate / 2000 > MOST ? MOST : rate / 2000;
    ask_build(&ask, template);
    state = calloc(count, 1);
    times = calloc(count / batch + 2, sizeof *times);
    if (!state || !times) die("memory");
    prepare(out_messages, packets, ask.length);
    prepare(in_messages, received, LONGEST);
    out = packet_socket(ask.ifindex, 0, NULL);
    in = packet_socket(ask.ifindex, ETH_P_ALL, NULL);
    int one = 1, room = RECEIVE_BUFFER;
    setsockopt(out, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
    if (setsockopt(in, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room)) die("SO_RCVBUFFORCE");

    prctl(PR_SET_TIMERSLACK, 1); // 50,000 ns unless told

    int64_t start = nanos(), pace = start;
    for (uint64_t next = 0; next < count;) {
        fire(start);
        int64_t due = pace + (int64_t) (next / rate * 1e9), ahead = due - nanos();
        // When this program was kept from running, it does not make up for it: nobody asked for a burst.
        if (ahead < -LATEST) pace -= ahead + LATEST;
        if (ahead <= 0) {
            int n = count - next < (uint64_t) batch ? count - next : (uint64_t) batch;
            shoot(next, n);
            next += n;
        }
        if (!take() && ahead > WORTH_SLEEPING) sleep_until(due);
    }
    double took = (nanos() - start) / 1e9;
    for (int64_t end = nanos() + patience * 1e9; nanos() < end && (answered < sent || end - nanos() > patience * 9e8);) {
        fire(start);
        if (!take()) usleep(200);
    }
    while (take()) {}
    struct tpacket_stats stats = {0};
    socklen_t length = sizeof stats;
    getsockopt(in, SOL_PACKET, PACKET_STATISTICS, &stats, &length);
    printf("sent %lu refused %lu lost %lu twice %lu wrong %lu unseen %u outage_ms %.1f rate %.0f\n", sent, refused, sent - answered, twice,
           wrong, stats.tp_drops, outage(), count / took);
    if (wrong) fprintf(stderr, "verify: the first wrong one: %s\n", first_wrong);
    return wrong || twice || stats.tp_drops;
}
