package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An assembler for classic BPF, {@code struct sock_filter} of {@code <linux/filter.h>}: the kernel's
 * Documentation/networking/filter.rst.
 *
 * <p>Jumps name labels further on; a filter without a return for some path is refused by the kernel, not here. A load
 * beyond the packet ends the program with 0: the packet is not delivered.
 */
public final class SockFilter {
    /** The offset from which loads read what the device said of the packet: {@code SKF_AD_OFF}. */
    public static final int SKF_AD_OFF = -0x1000;

    /** The packet's EtherType, in host order, once the kernel has taken a VLAN tag out: {@code ETH_P_*}. */
    public static final int SKF_AD_PROTOCOL = SKF_AD_OFF;

    /** For whom the link layer says a packet is: {@code PACKET_HOST} is us. */
    public static final int SKF_AD_PKTTYPE = SKF_AD_OFF + 4;

    /** The interface's index. */
    public static final int SKF_AD_IFINDEX = SKF_AD_OFF + 8;

    /** 1 where the kernel has taken a VLAN tag out of the packet. */
    public static final int SKF_AD_VLAN_TAG_PRESENT = SKF_AD_OFF + 48;

    /** The offset from which loads read at the network header, wherever the packet starts: {@code SKF_NET_OFF}. */
    public static final int SKF_NET_OFF = -0x100000;

    private static final int BPF_LD = 0x00;
    private static final int BPF_LDX = 0x01;
    private static final int BPF_ALU = 0x04;
    private static final int BPF_JMP = 0x05;
    private static final int BPF_RET = 0x06;
    private static final int BPF_W = 0x00;
    private static final int BPF_H = 0x08;
    private static final int BPF_B = 0x10;
    private static final int BPF_ABS = 0x20;
    private static final int BPF_IND = 0x40;
    private static final int BPF_LEN = 0x80;
    private static final int BPF_MSH = 0xa0;
    private static final int BPF_ADD = 0x00;
    private static final int BPF_MUL = 0x20;
    private static final int BPF_AND = 0x50;
    private static final int BPF_RSH = 0x70;
    private static final int BPF_MOD = 0x90;
    private static final int BPF_XOR = 0xa0;
    private static final int BPF_X = 0x08;
    private static final int BPF_A = 0x10;
    private static final int BPF_MISC = 0x07;
    private static final int BPF_TAX = 0x00;
    private static final int BPF_JA = 0x00;
    private static final int BPF_JEQ = 0x10;
    private static final int BPF_JGT = 0x20;
    private static final int BPF_JSET = 0x40;

    private record Instruction(int code, String ifTrue, String ifFalse, int k) {}

    private final List<Instruction> program = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** Marks the next instruction. */
    public SockFilter label(String name) {
        if (labels.put(name, program.size()) != null) {
            throw new IllegalArgumentException("label " + name + " twice");
        }
        return this;
    }

    /** A = the byte at {@code k}. */
    public SockFilter ldb(int k) {
        return add(BPF_LD | BPF_B | BPF_ABS, k);
    }

    /** A = the 16 bits at {@code k}, in host order. */
    public SockFilter ldh(int k) {
        return add(BPF_LD | BPF_H | BPF_ABS, k);
    }

    /** A = the 32 bits at {@code k}, in host order. */
    public SockFilter ld(int k) {
        return add(BPF_LD | BPF_W | BPF_ABS, k);
    }

    /** A = the packet's length. */
    public SockFilter ldLength() {
        return add(BPF_LD | BPF_W | BPF_LEN, 0);
    }

    /** A = the byte at X + {@code k}. */
    public SockFilter ldbIndexed(int k) {
        return add(BPF_LD | BPF_B | BPF_IND, k);
    }

    /** X = 4 * (the low four bits of the byte at {@code k}): an IPv4 header's length. */
    public SockFilter ldxHeaderLength(int k) {
        return add(BPF_LDX | BPF_B | BPF_MSH, k);
    }

    /** A = A & {@code k}. */
    public SockFilter and(int k) {
        return add(BPF_ALU | BPF_AND, k);
    }

    /** A = A ^ {@code k}. */
    public SockFilter xor(int k) {
        return add(BPF_ALU | BPF_XOR, k);
    }

    /** A = A ^ X. */
    public SockFilter xorIndex() {
        return add(BPF_ALU | BPF_XOR | BPF_X, 0);
    }

    /** A = A + {@code k}, modulo 2^32. */
    public SockFilter add(int k) {
        return add(BPF_ALU | BPF_ADD, k);
    }

    /** A = A * {@code k}, modulo 2^32. */
    public SockFilter mul(int k) {
        return add(BPF_ALU | BPF_MUL, k);
    }

    /** A = A >>> {@code k}. */
    public SockFilter rsh(int k) {
        return add(BPF_ALU | BPF_RSH, k);
    }

    /** A = A modulo {@code k}, unsigned; Linux 3.7. */
    public SockFilter mod(int k) {
        return add(BPF_ALU | BPF_MOD, k);
    }

    /** X = A. */
    public SockFilter tax() {
        return add(BPF_MISC | BPF_TAX, 0);
    }

    public SockFilter jumpEqual(int k, String ifTrue, String ifFalse) {
        return add(BPF_JMP | BPF_JEQ, k, ifTrue, ifFalse);
    }

    /** Unsigned A > {@code k}. */
    public SockFilter jumpGreater(int k, String ifTrue, String ifFalse) {
        return add(BPF_JMP | BPF_JGT, k, ifTrue, ifFalse);
    }

    /** Any bit of {@code k} set in A. */
    public SockFilter jumpSet(int k, String ifTrue, String ifFalse) {
        return add(BPF_JMP | BPF_JSET, k, ifTrue, ifFalse);
    }

    public SockFilter jump(String to) {
        return add(BPF_JMP | BPF_JA, 0, to, to);
    }

    /** Delivers the first {@code bytes} of the packet; 0 drops it. */
    public SockFilter ret(int bytes) {
        return add(BPF_RET, bytes);
    }

    /** What a program says that does not deliver but choose. */
    public SockFilter retA() {
        return add(BPF_RET | BPF_A, 0);
    }

    /** {@code struct sock_fprog} with its program, for {@code SO_ATTACH_FILTER} or {@code PACKET_FANOUT_DATA}. */
    public MemorySegment assemble(Arena arena) {
        MemorySegment filter = arena.allocate(8L * program.size(), 8);
        for (int i = 0; i < program.size(); i++) {
            Instruction instruction = program.get(i);
            long at = 8L * i;
            boolean always = instruction.code == (BPF_JMP | BPF_JA);
            filter.set(JAVA_SHORT, at, (short) instruction.code);
            filter.set(JAVA_BYTE, at + 2, always ? 0 : distance(i, instruction.ifTrue));
            filter.set(JAVA_BYTE, at + 3, always ? 0 : distance(i, instruction.ifFalse));
            filter.set(JAVA_INT, at + 4, always ? distance(i, instruction.ifTrue) & 0xff : instruction.k);
        }
        MemorySegment fprog = arena.allocate(16, 8);
        fprog.set(JAVA_SHORT, 0, (short) program.size());
        fprog.set(JAVA_LONG, 8, filter.address());
        return fprog;
    }

    /** Attaches this program to a socket, in place of the one it had. */
    public void attach(Libc libc, int fd) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            Libc.check(
                    "setsockopt(fd=" + fd + ", SO_ATTACH_FILTER)",
                    libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_ATTACH_FILTER, assemble(arena)));
        }
    }

    private byte distance(int from, String label) {
        if (label == null) {
            return 0;
        }
        Integer to = labels.get(label);
        if (to == null || to <= from || to - from - 1 > 255) {
            throw new IllegalArgumentException("label " + label + " is not 1 to 256 instructions further on");
        }
        return (byte) (to - from - 1);
    }

    private SockFilter add(int code, int k) {
        return add(code, k, null, null);
    }

    private SockFilter add(int code, int k, String ifTrue, String ifFalse) {
        program.add(new Instruction(code, ifTrue, ifFalse, k));
        return this;
    }
}
