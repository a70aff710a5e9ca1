// Counts answers where they arrive, and drops them there: an XDP program with a counter for each CPU, loaded by bpf(2)
// itself; where that cannot be, a packet socket whose ring is never read and whose counter is.
#include <linux/bpf.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <sys/syscall.h>

enum { MOST_CPUS = 1024 };

struct count {
    int map, link, fd, cpus;
    uint64_t seen; // by the packet socket, whose counter each reading resets
};

static inline int bpf(int command, union bpf_attr *attr) { return syscall(SYS_bpf, command, attr, sizeof *attr); }

#define INSN(c, d, s, o, i) \
    { .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }
#define LOAD(size, d, s, o) INSN(BPF_LDX | (size) | BPF_MEM, d, s, o, 0)
#define JUMP(op, d, i, o) INSN(BPF_JMP | (op) | BPF_K, d, 0, o, i)
#define MOVE(d, s) INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define SET(d, i) INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define ADD(d, i) INSN(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)

// Replies, unreachables and time exceeded of the family are counted and dropped, all else passes.
static int xdp_program(const struct ask *a, int map) {
    int reply = a->six ? 129 : 0, error = a->six ? 1 : 3, exceeded = a->six ? 3 : 11;
    struct bpf_insn program[] = {
        LOAD(BPF_W, 2, 1, 0), // data
        LOAD(BPF_W, 3, 1, 4), // data_end
        MOVE(4, 2),
        ADD(4, a->icmp + 8),
        INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 0, 0), // to pass, as all that jump 0
        LOAD(BPF_H, 4, 2, 12),
        JUMP(BPF_JNE, 4, htons(a->six ? ETH_P_IPV6 : ETH_P_IP), 0),
        LOAD(BPF_B, 4, 2, ETHERNET + (a->six ? 6 : 9)),
        JUMP(BPF_JNE, 4, a->six ? 58 : 1, 0),
        LOAD(BPF_B, 4, 2, a->icmp),
        JUMP(BPF_JEQ, 4, reply, 2),
        JUMP(BPF_JEQ, 4, error, 1),
        JUMP(BPF_JNE, 4, exceeded, 0),
        INSN(BPF_ST | BPF_W | BPF_MEM, 10, 0, -4, 0), // key 0
        MOVE(2, 10),
        ADD(2, -4),
        INSN(BPF_LD | BPF_DW | BPF_IMM, 1, BPF_PSEUDO_MAP_FD, 0, map),
        INSN(0, 0, 0, 0, 0),
        INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem),
        JUMP(BPF_JEQ, 0, 0, 2),
        SET(1, 1),
        INSN(BPF_STX | BPF_DW | BPF_ATOMIC, 0, 1, 0, BPF_ADD), // the slot is this CPU's, but softirqs may nest
        SET(0, XDP_DROP),
        INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
        SET(0, XDP_PASS),
        INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
    };
    int n = sizeof program / sizeof *program, pass = n - 2;
    int jumps[] = {4, 6, 8, 12};
    for (unsigned i = 0; i < sizeof jumps / sizeof *jumps; i++) program[jumps[i]].off = pass - jumps[i] - 1;
    static char log[1 << 16];
    union bpf_attr attr = {.prog_type = BPF_PROG_TYPE_XDP, .insn_cnt = n, .insns = (uintptr_t) program,
                           .license = (uintptr_t) "GPL", .log_buf = (uintptr_t) log, .log_size = sizeof log,
                           .log_level = 1};
    int fd = bpf(BPF_PROG_LOAD, &attr);
    if (fd < 0) fprintf(stderr, "bpf(PROG_LOAD): %s\n%s", strerror(errno), log);
    return fd;
}

static bool count_by_xdp(struct count *c, const struct ask *a) {
    union bpf_attr map = {.map_type = BPF_MAP_TYPE_PERCPU_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1};
    if ((c->map = bpf(BPF_MAP_CREATE, &map)) < 0) return false;
    int program = xdp_program(a, c->map);
    if (program < 0) return false;
    // A link goes with its descriptor, however we end.
    union bpf_attr link = {.link_create = {.prog_fd = program, .target_ifindex = a->ifindex, .attach_type = BPF_XDP,
                                           .flags = XDP_FLAGS_DRV_MODE}};
    if ((c->link = bpf(BPF_LINK_CREATE, &link)) < 0) {
        link.link_create.flags = XDP_FLAGS_SKB_MODE;
        c->link = bpf(BPF_LINK_CREATE, &link);
    }
    return c->link >= 0;
}

// Opens the counter and says which it is.
static const char *count_open(struct count *c, const struct ask *a) {
    FILE *f = fopen("/sys/devices/system/cpu/possible", "r");
    if (!f || fscanf(f, "0-%d", &c->cpus) != 1) c->cpus = 0;
    if (f) fclose(f);
    c->cpus++;
    if (c->cpus <= MOST_CPUS && count_by_xdp(c, a)) return "xdp";
    int type = a->icmp, reply = a->six ? 129 : 0, error = a->six ? 1 : 3, exceeded = a->six ? 3 : 11;
    struct sock_filter answers[] = {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
        BPF_JUMP(BPF_JMP | BPF_JEQ, a->six ? ETH_P_IPV6 : ETH_P_IP, 0, 6),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, ETHERNET + (a->six ? 6 : 9)),
        BPF_JUMP(BPF_JMP | BPF_JEQ, a->six ? 58 : 1, 0, 4),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, type),
        BPF_JUMP(BPF_JMP | BPF_JEQ, reply, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ, error, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ, exceeded, 1, 0),
        BPF_STMT(BPF_RET, 0),
        BPF_STMT(BPF_RET, 1),
    };
    struct sock_fprog filter = {sizeof answers / sizeof *answers, answers};
    c->map = -1;
    c->fd = packet_socket(a->ifindex, ETH_P_ALL, &filter);
    return "socket";
}

// Answers so far.
static uint64_t count_read(struct count *c) {
    if (c->map < 0) {
        struct tpacket_stats s;
        socklen_t length = sizeof s;
        if (getsockopt(c->fd, SOL_PACKET, PACKET_STATISTICS, &s, &length)) die("PACKET_STATISTICS");
        return c->seen += s.tp_packets; // dropped ones are among them
    }
    static uint64_t values[MOST_CPUS];
    uint32_t key = 0;
    union bpf_attr attr = {.map_fd = c->map, .key = (uintptr_t) &key, .value = (uintptr_t) values};
    if (bpf(BPF_MAP_LOOKUP_ELEM, &attr)) die("bpf(MAP_LOOKUP_ELEM)");
    uint64_t all = 0;
    for (int i = 0; i < c->cpus; i++) all += values[i];
    return all;
}
