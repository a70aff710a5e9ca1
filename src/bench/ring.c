// ring [-b] [-q] IFACE: the echo responder that one would write next in C: requests are read and rewritten where the kernel
// puts them, in a TPACKET_V2 ring, and sent from there by sendmmsg(2), up to 64 at once, past the queueing discipline. After
// a packet it polls the ring for 50 microseconds before it sleeps. -b: it never sleeps. -q: not past the queueing
// discipline, so that the host's tcpdump sees what it sends.
#include "common.h"
#include "reply.h"

#include <poll.h>
#include <sys/mman.h>

enum { SLOT = 2048, SLOTS = 4096, BLOCK = 128 << 10, MOST = 64, SPIN = 50000 };

int main(int argc, char **argv) {
    bool busy = false, queued = false;
    int c, one = 1;
    while ((c = getopt(argc, argv, "bq")) != -1) {
        if (c == 'b') busy = true;
        else if (c == 'q') queued = true;
        else return 2;
    }
    if (optind + 1 != argc) {
        fprintf(stderr, "ring [-b] [-q] IFACE\n");
        return 2;
    }
    int ifindex = if_nametoindex(argv[optind]);
    if (!ifindex) die(argv[optind]);

    struct sock_fprog filter = {sizeof requests / sizeof *requests, requests};
    int in = socket(AF_PACKET, SOCK_RAW, 0), version = TPACKET_V2;
    if (in < 0) die("socket(AF_PACKET)");
    struct tpacket_req shape = {.tp_block_size = BLOCK, .tp_block_nr = SLOTS / (BLOCK / SLOT), .tp_frame_size = SLOT, .tp_frame_nr = SLOTS};
    struct sockaddr_ll from = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = ifindex};
    if (setsockopt(in, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter)) die("SO_ATTACH_FILTER");
    if (setsockopt(in, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one)) die("PACKET_IGNORE_OUTGOING");
    if (setsockopt(in, SOL_PACKET, PACKET_VERSION, &version, sizeof version)) die("PACKET_VERSION");
    if (setsockopt(in, SOL_PACKET, PACKET_RX_RING, &shape, sizeof shape)) die("PACKET_RX_RING");
    uint8_t *slots = mmap(NULL, (size_t) SLOT * SLOTS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, in, 0);
    if (slots == MAP_FAILED) die("mmap");
    if (bind(in, (struct sockaddr *) &from, sizeof from)) die("bind(AF_PACKET)");
    int out = packet_socket(ifindex, 0, NULL);
    if (!queued && setsockopt(out, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one)) die("PACKET_QDISC_BYPASS");

    static struct iovec vectors[MOST];
    static struct mmsghdr messages[MOST];
    for (int i = 0; i < MOST; i++) messages[i].msg_hdr = (struct msghdr) {.msg_iov = vectors + i, .msg_iovlen = 1};
    fprintf(stderr, "ready\n");

    unsigned next = 0;
    int64_t last = 0;
    while (1) {
        int taken = 0, answers = 0;
        for (; taken < MOST; taken++) {
            struct tpacket2_hdr *slot = (void *) (slots + (size_t) ((next + taken) % SLOTS) * SLOT);
            if (!(__atomic_load_n(&slot->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) break;
            uint8_t *p = (uint8_t *) slot + slot->tp_mac;
            int length = reply(p, slot->tp_snaplen);
            if (length) vectors[answers++] = (struct iovec) {p, length};
        }
        for (int done = 0; done < answers;) {
            int sent = sendmmsg(out, messages + done, answers - done, MSG_DONTWAIT);
            done += sent > 0 ? sent : 1;
        }
        for (int i = 0; i < taken; i++) {
            struct tpacket2_hdr *slot = (void *) (slots + (size_t) (next++ % SLOTS) * SLOT);
            __atomic_store_n(&slot->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
        }
        if (busy) continue;
        int64_t now = nanos();
        if (taken) last = now;
        else if (now - last > SPIN) {
            struct pollfd waiting = {.fd = in, .events = POLLIN};
            if (poll(&waiting, 1, 200) < 0 && errno != EINTR) die("poll");
            last = nanos();
        }
    }
}
