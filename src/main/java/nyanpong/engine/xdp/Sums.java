package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R5;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.BpfRegister;

/**
 * Internet checksums, RFC 1071: the sum of 16-bit words, carries added in at the end. It is the same in either byte order but for the
 * order of its own two octets, so the program adds words as they lie in memory, and never swaps one.
 */
final class Sums {
    /** {@code bpf_csum_diff} took no more at once before Linux 6.13. */
    private static final int AT_ONCE = 512;

    private Sums() {}

    /** A 16-bit number as it lies in memory in network order: the engine is for little-endian processors. */
    static int network(int number) {
        return Short.toUnsignedInt(Short.reverseBytes((short) number));
    }

    /** Adds the carries of a sum in, until it has 16 bits: 1 to 0xffff, but for a sum of nothing. The second register is lost. */
    static void fold(BpfAssembler program, BpfRegister sum, BpfRegister lost) {
        program.mov(lost, sum).rsh(lost, 32).mov32(sum, sum).add(sum, lost);
        for (int i = 0; i < 3; i++) {
            program.mov(lost, sum).rsh(lost, 16).and(sum, 0xffff).add(sum, lost);
        }
    }

    /** Puts zeros behind the message on the desk, of a length that is on the stack: RFC 1071 section 4.1 pads an odd octet so. */
    static void end(BpfAssembler program, int length) {
        program.load(DW, R1, R10, length)
                .jump(R1, GT, Desk.LONGEST, "ask") // known, but not to the verifier
                .mov(R2, R9)
                .add(R2, R1)
                .store(W, R2, 0, 0);
    }

    /** {@code R0 = the sum} of the message on the desk, of a length that is on the stack, with zeros behind. */
    static void of(BpfAssembler program, int length) {
        program.mov(R1, R9).load(DW, R2, R10, length).add(R2, 3).and(R2, -4).call("sum");
    }

    /** Adds the IPv6 pseudo-header's to R3: what {@link Validation} has left of it, and a length. R1 is lost. */
    static void pseudoHeader(BpfAssembler program, int length) {
        program.load(DW, R1, R10, DrawingProgram.PSEUDO)
                .add(R3, R1)
                .load(DW, R1, R10, length)
                .bigEndian(R1, 16)
                .add(R3, R1);
    }

    /** {@code R0 = sum(R1: octets of the desk, R2: how many)}, a multiple of 4. */
    static void emit(BpfAssembler program) {
        program.label("sum").mov(R6, R1).mov(R7, R2).mov(R8, 0).jump(R7, GT, Desk.LONGEST, "summed");
        for (int i = 1; i < Desk.LONGEST / AT_ONCE; i++) {
            program.jump(R7, LE, AT_ONCE, "the last");
            some(program);
            program.mov32(R8, R0).add(R6, AT_ONCE).sub(R7, AT_ONCE);
        }
        program.label("the last").jump(R7, GT, AT_ONCE, "summed");
        program.mov(R1, 0).mov(R2, 0).mov(R3, R6).mov(R4, R7).mov(R5, R8).call(BpfHelper.CSUM_DIFF);
        program.mov32(R8, R0).label("summed").mov(R0, R8).exit();
    }

    private static void some(BpfAssembler program) {
        program.mov(R1, 0).mov(R2, 0).mov(R3, R6).mov(R4, AT_ONCE).mov(R5, R8).call(BpfHelper.CSUM_DIFF);
    }
}
