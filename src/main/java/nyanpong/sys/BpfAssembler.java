package nyanpong.sys;

import static nyanpong.sys.BpfInsn.BPF_ABS;
import static nyanpong.sys.BpfInsn.BPF_ADD;
import static nyanpong.sys.BpfInsn.BPF_ALU;
import static nyanpong.sys.BpfInsn.BPF_ALU64;
import static nyanpong.sys.BpfInsn.BPF_AND;
import static nyanpong.sys.BpfInsn.BPF_ARSH;
import static nyanpong.sys.BpfInsn.BPF_ATOMIC;
import static nyanpong.sys.BpfInsn.BPF_CALL;
import static nyanpong.sys.BpfInsn.BPF_CMPXCHG;
import static nyanpong.sys.BpfInsn.BPF_DIV;
import static nyanpong.sys.BpfInsn.BPF_DW;
import static nyanpong.sys.BpfInsn.BPF_END;
import static nyanpong.sys.BpfInsn.BPF_EXIT;
import static nyanpong.sys.BpfInsn.BPF_FETCH;
import static nyanpong.sys.BpfInsn.BPF_IMM;
import static nyanpong.sys.BpfInsn.BPF_JA;
import static nyanpong.sys.BpfInsn.BPF_JMP;
import static nyanpong.sys.BpfInsn.BPF_JMP32;
import static nyanpong.sys.BpfInsn.BPF_K;
import static nyanpong.sys.BpfInsn.BPF_LD;
import static nyanpong.sys.BpfInsn.BPF_LDX;
import static nyanpong.sys.BpfInsn.BPF_LSH;
import static nyanpong.sys.BpfInsn.BPF_MEM;
import static nyanpong.sys.BpfInsn.BPF_MOD;
import static nyanpong.sys.BpfInsn.BPF_MOV;
import static nyanpong.sys.BpfInsn.BPF_MUL;
import static nyanpong.sys.BpfInsn.BPF_NEG;
import static nyanpong.sys.BpfInsn.BPF_OR;
import static nyanpong.sys.BpfInsn.BPF_PSEUDO_CALL;
import static nyanpong.sys.BpfInsn.BPF_PSEUDO_MAP_FD;
import static nyanpong.sys.BpfInsn.BPF_PSEUDO_MAP_VALUE;
import static nyanpong.sys.BpfInsn.BPF_RSH;
import static nyanpong.sys.BpfInsn.BPF_ST;
import static nyanpong.sys.BpfInsn.BPF_STX;
import static nyanpong.sys.BpfInsn.BPF_SUB;
import static nyanpong.sys.BpfInsn.BPF_X;
import static nyanpong.sys.BpfInsn.BPF_XOR;
import static nyanpong.sys.BpfInsn.SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An assembler for eBPF: the kernel's Documentation/bpf/standardization/instruction-set.rst. A program is written as a chain
 * of calls, one an instruction, in the order in which they run; each call's comment is the same in C.
 *
 * <pre>{@code
 * new BpfAssembler()
 *         .load(W, R0, R1, SkBuff.PKT_TYPE)
 *         .jump(R0, NE, IfPacket.PACKET_HOST, "not for us")
 *         ...
 *         .label("not for us")
 *         .mov(R0, TCX_NEXT)
 *         .exit()
 * }</pre>
 *
 * <p>Jumps name labels before or after them. Whether a program is safe is the kernel's verifier's to
 * say, not ours; here only what has no encoding is refused, with an IllegalArgumentException.
 */
public final class BpfAssembler {
    private record Jump(int at, String label) {}

    private final List<BpfInsn> program = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Jump> jumps = new ArrayList<>();

    /** Marks the next instruction. */
    public BpfAssembler label(String name) {
        if (labels.put(name, program.size()) != null) {
            throw new IllegalArgumentException("label " + name + " twice");
        }
        return this;
    }

    // --- numbers; the names with 32 work on the lower halves, and clear the upper one

    /** {@code dst = src} */
    public BpfAssembler mov(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_MOV, dst, src);
    }

    /** {@code dst = imm}, the sign extended */
    public BpfAssembler mov(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_MOV, dst, imm);
    }

    public BpfAssembler mov32(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU, BPF_MOV, dst, src);
    }

    public BpfAssembler mov32(BpfRegister dst, int imm) {
        return alu(BPF_ALU, BPF_MOV, dst, imm);
    }

    /** {@code dst = imm} of 64 bits, two instructions */
    public BpfAssembler mov64(BpfRegister dst, long imm) {
        return wide(dst, 0, (int) imm, (int) (imm >>> 32));
    }

    /** {@code dst += src} */
    public BpfAssembler add(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_ADD, dst, src);
    }

    /** {@code dst += imm} */
    public BpfAssembler add(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_ADD, dst, imm);
    }

    public BpfAssembler add32(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU, BPF_ADD, dst, src);
    }

    public BpfAssembler add32(BpfRegister dst, int imm) {
        return alu(BPF_ALU, BPF_ADD, dst, imm);
    }

    /** {@code dst -= src} */
    public BpfAssembler sub(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_SUB, dst, src);
    }

    /** {@code dst -= imm} */
    public BpfAssembler sub(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_SUB, dst, imm);
    }

    /** {@code dst *= src} */
    public BpfAssembler mul(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_MUL, dst, src);
    }

    /** {@code dst *= imm} */
    public BpfAssembler mul(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_MUL, dst, imm);
    }

    /** {@code dst /= src}, unsigned; 0 where src is 0 */
    public BpfAssembler div(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_DIV, dst, src);
    }

    /** {@code dst /= imm}, unsigned */
    public BpfAssembler div(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_DIV, dst, imm);
    }

    /** {@code dst %= src}, unsigned; dst where src is 0 */
    public BpfAssembler mod(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_MOD, dst, src);
    }

    /** {@code dst %= imm}, unsigned */
    public BpfAssembler mod(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_MOD, dst, imm);
    }

    /** {@code dst |= src} */
    public BpfAssembler or(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_OR, dst, src);
    }

    /** {@code dst |= imm} */
    public BpfAssembler or(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_OR, dst, imm);
    }

    /** {@code dst &= src} */
    public BpfAssembler and(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_AND, dst, src);
    }

    /** {@code dst &= imm} */
    public BpfAssembler and(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_AND, dst, imm);
    }

    /** {@code dst ^= src} */
    public BpfAssembler xor(BpfRegister dst, BpfRegister src) {
        return alu(BPF_ALU64, BPF_XOR, dst, src);
    }

    /** {@code dst ^= imm} */
    public BpfAssembler xor(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_XOR, dst, imm);
    }

    /** {@code dst <<= imm} */
    public BpfAssembler lsh(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_LSH, dst, imm);
    }

    /** {@code dst >>= imm}, zeros filled in */
    public BpfAssembler rsh(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_RSH, dst, imm);
    }

    /** {@code dst >>= imm}, the sign filled in */
    public BpfAssembler arsh(BpfRegister dst, int imm) {
        return alu(BPF_ALU64, BPF_ARSH, dst, imm);
    }

    /** {@code dst = -dst} */
    public BpfAssembler neg(BpfRegister dst) {
        return alu(BPF_ALU64, BPF_NEG, dst, 0);
    }

    /** {@code dst = htobe16(dst)}, 32 or 64 likewise: between host and network order, both ways. */
    public BpfAssembler bigEndian(BpfRegister dst, int bits) {
        if (bits != 16 && bits != 32 && bits != 64) {
            throw new IllegalArgumentException("bits " + bits + ": want 16, 32 or 64");
        }
        return add(BPF_ALU | BPF_END | BPF_X, dst.ordinal(), 0, 0, bits);
    }

    // --- memory

    /** {@code dst = *(size *) (src + off)} */
    public BpfAssembler load(BpfSize size, BpfRegister dst, BpfRegister src, int off) {
        return add(BPF_LDX | BPF_MEM | size.code, dst.ordinal(), src.ordinal(), off, 0);
    }

    /** {@code *(size *) (dst + off) = src} */
    public BpfAssembler store(BpfSize size, BpfRegister dst, int off, BpfRegister src) {
        return add(BPF_STX | BPF_MEM | size.code, dst.ordinal(), src.ordinal(), off, 0);
    }

    /** {@code *(size *) (dst + off) = imm} */
    public BpfAssembler store(BpfSize size, BpfRegister dst, int off, int imm) {
        return add(BPF_ST | BPF_MEM | size.code, dst.ordinal(), 0, off, imm);
    }

    /** {@code *(size *) (dst + off) += src}, whole for every processor; of W or DW. */
    public BpfAssembler atomicAdd(BpfSize size, BpfRegister dst, int off, BpfRegister src) {
        return add(BPF_STX | BPF_ATOMIC | size.code, dst.ordinal(), src.ordinal(), off, BPF_ADD);
    }

    /** The same, and {@code src} is what was there before. */
    public BpfAssembler atomicFetchAdd(BpfSize size, BpfRegister dst, int off, BpfRegister src) {
        return add(BPF_STX | BPF_ATOMIC | size.code, dst.ordinal(), src.ordinal(), off, BPF_ADD | BPF_FETCH);
    }

    /** {@code src} is stored where R0 is, and R0 is what was there before; of W or DW. Linux 5.12. */
    public BpfAssembler atomicCompareExchange(BpfSize size, BpfRegister dst, int off, BpfRegister src) {
        return add(BPF_STX | BPF_ATOMIC | size.code, dst.ordinal(), src.ordinal(), off, BPF_CMPXCHG);
    }

    /**
     * {@code R0 = the packet's octets from off}, in host order, wherever they lie; for programs on an {@code sk_buff}, which
     * R6 must hold. Beyond the packet's end it ends the program with 0. R1 to R5 are lost.
     */
    public BpfAssembler loadPacket(BpfSize size, int off) {
        return add(BPF_LD | BPF_ABS | size.code, 0, 0, 0, off);
    }

    /** {@code dst = the map}, as functions take it; two instructions */
    public BpfAssembler map(BpfRegister dst, int fd) {
        return wide(dst, BPF_PSEUDO_MAP_FD, fd, 0);
    }

    /** {@code dst = (char *) value + off}, of an array that holds one value alone; two instructions */
    public BpfAssembler mapValue(BpfRegister dst, int fd, int off) {
        return wide(dst, BPF_PSEUDO_MAP_VALUE, fd, off);
    }

    // --- where to go on

    /** {@code goto label} */
    public BpfAssembler jump(String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP | BPF_JA, 0, 0, 0, 0);
    }

    /** {@code if (a condition b) goto label} */
    public BpfAssembler jump(BpfRegister a, BpfCondition condition, BpfRegister b, String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP | condition.code | BPF_X, a.ordinal(), b.ordinal(), 0, 0);
    }

    /** {@code if (a condition imm) goto label}; the sign of {@code imm} is extended */
    public BpfAssembler jump(BpfRegister a, BpfCondition condition, int imm, String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP | condition.code, a.ordinal(), 0, 0, imm);
    }

    /** {@code if ((u32) a condition (u32) b) goto label} */
    public BpfAssembler jump32(BpfRegister a, BpfCondition condition, BpfRegister b, String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP32 | condition.code | BPF_X, a.ordinal(), b.ordinal(), 0, 0);
    }

    /** {@code if ((u32) a condition (u32) imm) goto label} */
    public BpfAssembler jump32(BpfRegister a, BpfCondition condition, int imm, String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP32 | condition.code, a.ordinal(), 0, 0, imm);
    }

    /** {@code R0 = function(R1, R2, R3, R4, R5)} */
    public BpfAssembler call(BpfHelper function) {
        return add(BPF_JMP | BPF_CALL, 0, 0, 0, function.number);
    }

    /** {@code R0 = label(R1, R2, R3, R4, R5)}: a function of this program, with a stack of its own, that ends by exit. */
    public BpfAssembler call(String label) {
        jumps.add(new Jump(program.size(), label));
        return add(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 0);
    }

    /** {@code return R0} */
    public BpfAssembler exit() {
        return add(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
    }

    /** The instructions one after another, eight octets each. */
    public MemorySegment assemble(Arena arena) {
        List<BpfInsn> resolved = new ArrayList<>(program);
        for (Jump jump : jumps) {
            resolved.set(jump.at, land(jump));
        }
        MemorySegment insns = arena.allocate((long) SIZE * resolved.size(), SIZE);
        for (int i = 0; i < resolved.size(); i++) {
            resolved.get(i).write(insns, (long) SIZE * i);
        }
        return insns;
    }

    private BpfInsn land(Jump jump) {
        Integer to = labels.get(jump.label);
        if (to == null || to == program.size()) {
            throw new IllegalArgumentException("label " + jump.label + " marks no instruction");
        }
        BpfInsn insn = program.get(jump.at);
        int distance = to - jump.at - 1;
        if (insn.code() == (BPF_JMP | BPF_CALL)) {
            return new BpfInsn(insn.code(), insn.dst(), insn.src(), 0, distance);
        }
        if (distance != (short) distance) {
            throw new IllegalArgumentException("label " + jump.label + ": " + distance + " instructions away");
        }
        return new BpfInsn(insn.code(), insn.dst(), insn.src(), distance, insn.imm());
    }

    private BpfAssembler alu(int type, int operation, BpfRegister dst, BpfRegister src) {
        return add(type | operation | BPF_X, dst.ordinal(), src.ordinal(), 0, 0);
    }

    private BpfAssembler alu(int type, int operation, BpfRegister dst, int imm) {
        return add(type | operation | BPF_K, dst.ordinal(), 0, 0, imm);
    }

    private BpfAssembler wide(BpfRegister dst, int kind, int low, int high) {
        add(BPF_LD | BPF_IMM | BPF_DW, dst.ordinal(), kind, 0, low);
        return add(0, 0, 0, 0, high);
    }

    private BpfAssembler add(int code, int dst, int src, int off, int imm) {
        if (off != (short) off) {
            throw new IllegalArgumentException("offset " + off + ": want -32768 to 32767");
        }
        program.add(new BpfInsn(code, dst, src, off, imm));
        return this;
    }
}
