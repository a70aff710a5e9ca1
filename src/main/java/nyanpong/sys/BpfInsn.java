package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * One instruction of eBPF, {@code struct bpf_insn} of {@code <linux/bpf.h>}; a 64-bit immediate is two of them, the second
 * with the upper half alone.
 *
 * <pre>
 * octet 0: code   1: destination (low four bits), source   2-3: off   4-7: imm
 * code of a load or store: class (3 bits), size (2), mode (3)   of the others: class (3), source K or X (1), operation (4)
 * </pre>
 *
 * @param code of the constants below
 * @param dst the number of a register
 * @param src the number of a register, or what kind of immediate this is
 * @param off of an access to memory, in octets; of a jump, in instructions after the next one
 */
record BpfInsn(int code, int dst, int src, int off, int imm) {
    static final int SIZE = 8;

    static final int BPF_LD = 0x00;
    static final int BPF_LDX = 0x01;
    static final int BPF_ST = 0x02;
    static final int BPF_STX = 0x03;
    static final int BPF_ALU = 0x04;
    static final int BPF_JMP = 0x05;
    static final int BPF_JMP32 = 0x06;
    static final int BPF_ALU64 = 0x07;

    static final int BPF_K = 0x00;
    static final int BPF_X = 0x08;

    static final int BPF_IMM = 0x00;
    static final int BPF_ABS = 0x20;
    static final int BPF_MEM = 0x60;
    static final int BPF_ATOMIC = 0xc0;
    static final int BPF_DW = 0x18;

    static final int BPF_ADD = 0x00;
    static final int BPF_SUB = 0x10;
    static final int BPF_MUL = 0x20;
    static final int BPF_DIV = 0x30;
    static final int BPF_OR = 0x40;
    static final int BPF_AND = 0x50;
    static final int BPF_LSH = 0x60;
    static final int BPF_RSH = 0x70;
    static final int BPF_NEG = 0x80;
    static final int BPF_MOD = 0x90;
    static final int BPF_XOR = 0xa0;
    static final int BPF_MOV = 0xb0;
    static final int BPF_ARSH = 0xc0;
    static final int BPF_END = 0xd0;

    /** With an atomic operation: the old value is wanted. */
    static final int BPF_FETCH = 0x01;

    static final int BPF_CMPXCHG = 0xf1;

    static final int BPF_JA = 0x00;
    static final int BPF_CALL = 0x80;
    static final int BPF_EXIT = 0x90;

    /** In the source of a 64-bit immediate: it is a map's descriptor, for its address. */
    static final int BPF_PSEUDO_MAP_FD = 1;

    /** The same, for the address of an octet in the map's only value; the upper half says which. */
    static final int BPF_PSEUDO_MAP_VALUE = 2;

    /** In the source of a call: it is to a function of this program. */
    static final int BPF_PSEUDO_CALL = 1;

    void write(MemorySegment p, long at) {
        p.set(JAVA_BYTE, at, (byte) code);
        p.set(JAVA_BYTE, at + 1, (byte) (src << 4 | dst));
        p.set(JAVA_SHORT, at + 2, (short) off);
        p.set(JAVA_INT, at + 4, imm);
    }
}
