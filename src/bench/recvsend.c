// recvsend [-b] IFACE: the echo responder that one would write first in C: a packet socket, recv(2), send(2). What
// nyanpong is compared with.
// -b: busy polling with MSG_DONTWAIT instead of a blocking recv.
#include "common.h"
#include "reply.h"

int main(int argc, char **argv) {
    bool busy = argc > 1 && !strcmp(argv[1], "-b");
    if (argc != 2 + busy) {
        fprintf(stderr, "recvsend [-b] IFACE\n");
        return 2;
    }
    unsigned ifindex = if_nametoindex(argv[1 + busy]);
    if (!ifindex) die(argv[1 + busy]);
    struct sock_fprog filter = {sizeof requests / sizeof *requests, requests};
    int fd = packet_socket(ifindex, ETH_P_ALL, &filter);
    fprintf(stderr, "ready\n");
    static uint8_t p[65536 + 64];
    while (1) {
        int length = recv(fd, p, sizeof p, busy ? MSG_DONTWAIT : 0);
        if (length < 0) {
            if (errno == EAGAIN || errno == EINTR || errno == ENETDOWN) continue;
            die("recv");
        }
        int out = reply(p, length);
        if (out) send(fd, p, out, MSG_DONTWAIT);
    }
}
