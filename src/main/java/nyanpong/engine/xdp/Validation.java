package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R5;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * What {@code echo.Validation} asks, where the session does not answer it already: the addresses are those of its first request, which
 * Java has looked at. What is wrong goes up, and Java says why. Leaves the message on the desk, its type and checksum taken out, and its
 * sum on the stack.
 */
final class Validation {
    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int MESSAGE4 = IP + Ipv4.HEADER_LENGTH;
    private static final int MESSAGE6 = IP + Ipv6.HEADER_LENGTH;
    private static final int DATA = Icmp.HEADER_LENGTH;
    private static final long LETTERS =
            0x6867666564636261L; // abcdefgh: its identifiers tell no sessions, Java knows what does

    private Validation() {}

    static void emit(BpfAssembler program) {
        source(program);
        program.mov(R1, R6)
                .call(BpfHelper.XDP_GET_BUFF_LEN)
                .mov(R5, R0)
                .sub(R5, IP) // octets behind the Ethernet header
                .load(H, R1, R10, DrawingProgram.KEY_SIX)
                .jump(R1, NE, 0, "validate6");
        ipv4(program);
        ipv6(program);
        message(program);
    }

    /** The source's Ethernet address is one host's, and not ours. */
    private static void source(BpfAssembler program) {
        program.load(B, R1, R7, 6)
                .jump(R1, SET, 1, "ask")
                .load(W, R1, R7, 6)
                .load(H, R2, R7, 10)
                .lsh(R2, 32)
                .or(R1, R2)
                .jump(R1, EQ, 0, "ask")
                .load(W, R3, R7, 0)
                .load(H, R2, R7, 4)
                .lsh(R2, 32)
                .or(R3, R2)
                .jump(R1, EQ, R3, "ask");
    }

    /** The total length, and the header checksum: RFC 791, RFC 1071. */
    private static void ipv4(BpfAssembler program) {
        program.load(H, R1, R7, IP + 2)
                .bigEndian(R1, 16)
                .jump(R1, LT, Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH, "ask")
                .jump(R1, SGT, R5, "ask")
                .store(DW, R10, DrawingProgram.TOTAL, R1)
                .sub(R1, Ipv4.HEADER_LENGTH)
                .store(DW, R10, DrawingProgram.LENGTH, R1)
                .store(DW, R10, DrawingProgram.PSEUDO, 0)
                .mov(R3, 0);
        for (int word = 0; word < Ipv4.HEADER_LENGTH; word += 4) {
            program.load(W, R2, R7, IP + word).add(R3, R2);
        }
        Sums.fold(program, R3, R2);
        program.jump(R3, NE, 0xffff, "ask").mov(R2, MESSAGE4).jump("message");
    }

    /** The payload length, and what of the pseudo-header does not change: RFC 8200 section 8.1. */
    private static void ipv6(BpfAssembler program) {
        program.label("validate6")
                .load(H, R1, R7, IP + 4)
                .bigEndian(R1, 16)
                .jump(R1, LT, Icmp.HEADER_LENGTH, "ask")
                .store(DW, R10, DrawingProgram.LENGTH, R1)
                .add(R1, Ipv6.HEADER_LENGTH)
                .jump(R1, SGT, R5, "ask")
                .store(DW, R10, DrawingProgram.TOTAL, R1)
                .mov(R3, Sums.network(Ipv6.ICMPV6));
        for (int word = 0; word < 32; word += 4) {
            program.load(W, R2, R10, DrawingProgram.KEY + word).add(R3, R2);
        }
        program.store(DW, R10, DrawingProgram.PSEUDO, R3).mov(R2, MESSAGE6);
    }

    /** R2 is where it begins. */
    private static void message(BpfAssembler program) {
        program.label("message")
                .load(DW, R4, R10, DrawingProgram.LENGTH)
                .jump(R4, GT, Desk.LONGEST, "ask")
                .jump(R4, LT, Icmp.HEADER_LENGTH, "ask") // known, but not to the verifier
                .mov(R1, R6)
                .mov(R3, R9)
                .call(BpfHelper.XDP_LOAD_BYTES)
                .jump(R0, NE, 0, "ask");
        Sums.end(program, DrawingProgram.LENGTH);
        // Type and checksum away: what is left is in the reply too.
        program.load(W, R1, R9, 0)
                .store(DW, R10, DrawingProgram.FIRST_WORD, R1)
                .store(B, R9, 0, 0)
                .store(H, R9, 2, 0)
                .load(DW, R1, R10, DrawingProgram.LENGTH)
                .jump(R1, LT, DATA + 8, "no letters")
                .load(DW, R1, R9, DATA)
                .mov64(R2, LETTERS)
                .jump(R1, EQ, R2, "ask")
                .label("no letters");
        Sums.of(program, DrawingProgram.LENGTH);
        program.store(DW, R10, DrawingProgram.SUM, R0)
                .mov(R3, R0)
                .load(H, R1, R10, DrawingProgram.KEY_SIX)
                .jump(R1, EQ, 0, "no pseudo-header");
        Sums.pseudoHeader(program, DrawingProgram.LENGTH);
        program.label("no pseudo-header")
                .load(DW, R1, R10, DrawingProgram.FIRST_WORD)
                .and(R1, 0xff) // the type; its place is the word's first octet
                .add(R3, R1)
                .load(DW, R1, R10, DrawingProgram.FIRST_WORD)
                .rsh(R1, 16)
                .add(R3, R1);
        Sums.fold(program, R3, R2);
        program.jump(R3, NE, 0xffff, "ask");
    }
}
