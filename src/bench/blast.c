// blast OPTIONS [-t SECONDS] [-b BATCH] MODE: sends echo requests, sequence numbers rotating, by sendmmsg past the
// queueing discipline, and counts their answers. Modes:
//   -f          flood; prints "flood SENT ANSWERED PER_SECOND"
//   -r RATE     so many a second; prints "rate SENT ANSWERED PER_SECOND"
//   -k LOW:HIGH the knee: the highest rate between those of which 99 % are answered; prints "knee PER_SECOND"
//   -c RATE     reads each answer and checks every byte; prints "check SENT GOOD ERRORS BAD TWICE"
#include "common.h"

#include "count.h"
#include <getopt.h>
#include <math.h>

enum { MOST = 64 };

static struct ask ask;
static uint8_t packets[MOST][LONGEST];
static struct mmsghdr messages[MOST];
static int out, batch = MOST;
static uint16_t sequence;

// Sends n requests; those that the interface does not take are lost like any other.
static void shoot(int n) {
    for (int i = 0; i < n; i++) ask_sequence(&ask, packets[i], sequence++);
    for (int done = 0; done < n;) {
        int sent = sendmmsg(out, messages + done, n - done, MSG_DONTWAIT);
        done += sent > 0 ? sent : 1;
    }
}

// Sends at a rate (0: as fast as it goes) for a time, calling back between two batches; returns how many.
static uint64_t paced(double rate, double seconds, void (*between)(void)) {
    int64_t start = nanos(), now;
    uint64_t sent = 0;
    while ((now = nanos()) - start < seconds * 1e9) {
        uint64_t due = rate ? (uint64_t) (rate * (now - start) / 1e9) : UINT64_MAX;
        if (due >= sent + batch) {
            shoot(batch);
            sent += batch;
        } else if (between) {
            between();
        }
    }
    return sent;
}

struct result {
    uint64_t sent, answered;
    double per_second;
};

static struct result run(struct count *c, double rate, double seconds) {
    uint64_t before = count_read(c);
    int64_t start = nanos();
    struct result r = {.sent = paced(rate, seconds, NULL)};
    double took = (nanos() - start) / 1e9;
    r.per_second = (count_read(c) - before) / took;
    usleep(50000); // what is on its way
    r.answered = count_read(c) - before;
    return r;
}

// Halves the range on a logarithmic scale; a rate that fails is tried twice more, for the machine has other work too.
static double knee(struct count *c, double low, double high, double seconds) {
    double best = 0;
    while (high / low > 1.04) {
        double rate = sqrt(low * high);
        bool holds = false;
        for (int attempt = 0; attempt < 3 && !holds; attempt++) {
            struct result r = run(c, rate, seconds);
            holds = r.sent >= rate * seconds * .97 && r.answered >= r.sent * .99;
        }
        if (holds) best = low = rate;
        else high = rate;
    }
    return best;
}

static int in;
static uint8_t seen[65536];
static uint64_t good, errors, bad, twice;

// Whether p answers the request with this sequence number, and every byte of it is as it must be.
static bool is_right(const uint8_t *p, int length, enum kind kind, uint16_t answered) {
    static uint8_t asked[LONGEST];
    memcpy(asked, packets[0], ask.length);
    ask_sequence(&ask, asked, answered);
    int ip_header = ask.icmp - ETHERNET, message = length - ask.icmp, address = ask.six ? 16 : 4;
    const uint8_t *ip = p + ETHERNET, *icmp = p + ask.icmp;
    const uint8_t *from = ip + (ask.six ? 8 : 12), *asked_from = asked + ETHERNET + (ask.six ? 8 : 12);
    if (memcmp(p, asked + 6, 6) || memcmp(p + 6, asked, 6) || memcmp(from, asked_from + address, address)
        || memcmp(from + address, asked_from, address)
        || get16(ip + (ask.six ? 4 : 2)) != length - ETHERNET - (ask.six ? 40 : 0)
        || (!ask.six && sum(ip, 20, 0) != 0xffff)
        || sum(icmp, message, ask.six ? pseudo_sum(ip, message) : 0) != 0xffff)
        return false;
    if (kind == REPLY) return length == ask.length && icmp[1] == 0 && !memcmp(icmp + 4, asked + ask.icmp + 4, message - 4);
    // The error quotes the request from its IP header on.
    return message >= 8 + ip_header + 8 && message - 8 <= ask.length - ETHERNET
           && !memcmp(icmp + 8, asked + ETHERNET, message - 8);
}

static void check_waiting(void) {
    static uint8_t p[65536];
    int length;
    while ((length = recv(in, p, sizeof p, MSG_DONTWAIT)) >= 0) {
        uint16_t answered;
        enum kind kind = answer(&ask, p, length, &answered);
        if (kind == OTHER) continue;
        if (!is_right(p, length, kind, answered)) bad++;
        else if (seen[answered]++) twice++;
        else good++, errors += kind == ERROR;
    }
}

int main(int argc, char **argv) {
    double seconds = 1, rate = 0, low = 0, high = 0;
    int mode = 0, c;
    while ((c = getopt(argc, argv, ASK_OPTIONS "t:b:fr:k:c:")) != -1) {
        if (ask_option(&ask, c, optarg)) continue;
        switch (c) {
            case 't': seconds = atof(optarg); break;
            case 'b': batch = atoi(optarg); break;
            case 'r': case 'c': rate = atof(optarg); mode = c; break;
            case 'k': mode = sscanf(optarg, "%lf:%lf", &low, &high) == 2 ? c : 0; break;
            case 'f': mode = c; break;
            default: return 2;
        }
    }
    if (!mode || batch < 1 || batch > MOST || (mode == 'c' && rate * seconds > 60000)) {
        fprintf(stderr, "blast %s [-t SECONDS] [-b 1..64] -f | -r RATE | -k LOW:HIGH | -c RATE (60000 in all)\n", ASK_USAGE);
        return 2;
    }
    static struct iovec vectors[MOST];
    for (int i = 0; i < MOST; i++) {
        ask_build(&ask, packets[i]);
        vectors[i] = (struct iovec) {packets[i], ask.length};
        messages[i].msg_hdr = (struct msghdr) {.msg_iov = vectors + i, .msg_iovlen = 1};
    }
    int one = 1;
    out = packet_socket(ask.ifindex, 0, NULL);
    if (setsockopt(out, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one)) die("PACKET_QDISC_BYPASS");
    if (mode == 'c') {
        in = packet_socket(ask.ifindex, ETH_P_ALL, NULL);
        uint64_t sent = paced(rate, seconds, check_waiting);
        for (int64_t end = nanos() + 200000000; nanos() < end;) check_waiting();
        printf("check %lu %lu %lu %lu %lu\n", sent, good, errors, bad, twice);
        return bad || twice;
    }
    struct count counter;
    const char *how = count_open(&counter, &ask);
    if (strcmp(how, "xdp")) fprintf(stderr, "blast: counting by %s\n", how);
    if (mode == 'k') {
        printf("knee %.0f\n", knee(&counter, low, high, seconds));
        return 0;
    }
    struct result r = run(&counter, rate, seconds);
    printf("%s %lu %lu %.0f\n", mode == 'f' ? "flood" : "rate", r.sent, r.answered, r.per_second);
}
