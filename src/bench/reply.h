// An echo request to its reply, in place, as both C responders make it: addresses are not looked at, checksums are updated,
// not verified. That is less than nyanpong does, and as fast as it goes.
// Echo requests, as nyanpong's engine.EchoFilter has them, but for fragments.
static struct sock_filter requests[] = {
    BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
    BPF_JUMP(BPF_JMP | BPF_JEQ, ETH_P_IP, 0, 6),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 9),
    BPF_JUMP(BPF_JMP | BPF_JEQ, 1, 0, 10),
    BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 14 + 6),
    BPF_JUMP(BPF_JMP | BPF_JSET, 0x3fff, 8, 0),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 20),
    BPF_JUMP(BPF_JMP | BPF_JEQ, 8, 5, 6),
    BPF_JUMP(BPF_JMP | BPF_JEQ, ETH_P_IPV6, 0, 5),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 6),
    BPF_JUMP(BPF_JMP | BPF_JEQ, 58, 0, 3),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 40),
    BPF_JUMP(BPF_JMP | BPF_JEQ, 128, 0, 1),
    BPF_STMT(BPF_RET, 0x40000),
    BPF_STMT(BPF_RET, 0),
};

static inline void swap(uint8_t *a, uint8_t *b, int length) {
    uint8_t t[16];
    memcpy(t, a, length);
    memcpy(a, b, length);
    memcpy(b, t, length);
}

// Makes the reply of the request in place; returns its length without padding, or 0.
static inline int reply(uint8_t *p, int length) {
    uint8_t *ip = p + ETHERNET;
    swap(p, p + 6, 6);
    if (get16(p + 12) == ETH_P_IPV6) {
        int total = 40 + get16(ip + 4);
        if (total < 48 || length < ETHERNET + total) return 0;
        swap(ip + 8, ip + 24, 16);
        ip[7] = 64;
        ip[40] = 129;
        add16(ip + 42, (uint16_t) -0x100 - 1); // the type grew by one
        return ETHERNET + total;
    }
    int total = get16(ip + 2);
    if (ip[0] != 0x45 || total < 28 || length < ETHERNET + total) return 0;
    swap(ip + 12, ip + 16, 4);
    uint16_t was = get16(ip + 8);
    ip[8] = 64;
    add16(ip + 10, was);
    add16(ip + 10, ~get16(ip + 8));
    ip[20] = 0;
    add16(ip + 22, 0x800); // the type shrank by eight
    return ETHERNET + total;
}
