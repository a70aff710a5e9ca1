// pass IFACE: an XDP program that lets everything pass, on the native hook, for as long as this runs. What engine xdp sends on a
// veth's native hook reaches the other end only where that has a program too, and with this one it reaches its sockets.
#include "common.h"

#include "count.h"

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "pass IFACE\n");
        return 2;
    }
    unsigned ifindex = if_nametoindex(argv[1]);
    if (!ifindex) die(argv[1]);
    struct bpf_insn program[] = {SET(0, XDP_PASS), INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)};
    union bpf_attr attr = {.prog_type = BPF_PROG_TYPE_XDP, .insn_cnt = sizeof program / sizeof *program, .insns = (uintptr_t) program,
                           .license = (uintptr_t) "GPL"};
    int fd = bpf(BPF_PROG_LOAD, &attr);
    if (fd < 0) die("bpf(PROG_LOAD)");
    union bpf_attr link = {.link_create = {.prog_fd = fd, .target_ifindex = ifindex, .attach_type = BPF_XDP, .flags = XDP_FLAGS_DRV_MODE}};
    if (bpf(BPF_LINK_CREATE, &link) < 0) die("bpf(LINK_CREATE)");
    printf("ready\n");
    fflush(stdout);
    pause();
}
