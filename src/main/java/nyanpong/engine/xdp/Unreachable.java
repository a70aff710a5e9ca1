package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.Xdp;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * An ICMP error that quotes the request: RFC 792, RFC 4443 section 3. The room for its headers is made before the packet, so the quoted
 * message stays where it is; then the end is cut, so that it is as long as the request, or as an error may be. All that is needed of the
 * old headers is put on the stack before, for then the packet has another beginning.
 */
final class Unreachable {
    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int ICMP4 = IP + Ipv4.HEADER_LENGTH;
    private static final int ICMP6 = IP + Ipv6.HEADER_LENGTH;
    private static final int HEADERS4 = Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int HEADERS6 = Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int LONGEST4 = 576; // RFC 1812 section 4.3.2.3
    private static final int LONGEST6 = 1280; // RFC 4443 section 2.4(c)
    private static final int TTL = 64;

    private Unreachable() {}

    static void emit(BpfAssembler program) {
        program.label("error").store(W, R9, Desk.KIND, Drawn.ERROR);
        Admission.ask(program, true, "unlimited error");
        program.load(DW, R1, R10, DrawingProgram.FIRST_WORD)
                .store(W, R9, 0, R1) // quoted as it came
                .load(H, R1, R10, DrawingProgram.KEY_SIX)
                .jump(R1, NE, 0, "error6");
        ipv4(program);
        ipv6(program);
    }

    private static void ipv4(BpfAssembler program) {
        cut(program, LONGEST4, HEADERS4 + Ipv4.HEADER_LENGTH);
        // The quoted IP header adds nothing: with its checksum, it sums to zero.
        program.mov(R3, R0).load(DW, R1, R10, DrawingProgram.ANSWER).rsh(R1, 8);
        kind(program);
        remember(program, Recognition.HEADERS4);
        move(program, HEADERS4, "undo4");
        program.load(H, R1, R9, 6).load(DW, R2, R8, SessionEntry.OPENED).call("identification");
        DrawingProgram.packet(program, Recognition.HEADERS4, "undo4");
        link(program, Ethernet.IPV4);
        program.load(DW, R1, R10, DrawingProgram.WORD)
                .rsh(R1, 8)
                .and(R1, 0x1e)
                .or(R1, 0xc0) // RFC 1812 section 4.3.2.5: precedence internetwork control, the rest as in the request
                .lsh(R1, 8)
                .or(R1, 0x45)
                .load(DW, R2, R10, DrawingProgram.TOTAL)
                .bigEndian(R2, 16)
                .lsh(R2, 16)
                .or(R1, R2)
                .store(W, R7, IP, R1)
                .mov(R3, R1)
                .store(H, R7, IP + 4, R0)
                .add(R3, R0)
                .store(H, R7, IP + 6, 0)
                .store(H, R7, IP + 8, TTL | Sums.network(Ipv4.ICMP))
                .add(R3, TTL | Sums.network(Ipv4.ICMP))
                .load(W, R1, R10, DrawingProgram.KEY_DESTINATION + 12)
                .store(W, R7, IP + 12, R1)
                .add(R3, R1)
                .load(W, R1, R10, DrawingProgram.KEY + 12)
                .store(W, R7, IP + 16, R1)
                .add(R3, R1);
        Sums.fold(program, R3, R2);
        program.xor(R3, 0xffff).store(H, R7, IP + 10, R3);
        program.load(DW, R1, R10, DrawingProgram.ANSWER).rsh(R1, 8).store(H, R7, ICMP4, R1);
        end(program, ICMP4);
        undo(program, HEADERS4, "undo4");
    }

    private static void ipv6(BpfAssembler program) {
        program.label("error6");
        cut(program, LONGEST6, HEADERS6 + Ipv6.HEADER_LENGTH);
        DrawingProgram.packet(program, Recognition.HEADERS6, "ask");
        program.mov(R3, R0)
                .load(W, R1, R7, IP)
                .add(R3, R1)
                .load(W, R1, R7, IP + 4)
                .add(R3, R1);
        for (int word = 0; word < 32; word += 4) {
            program.load(W, R1, R10, DrawingProgram.KEY + word).add(R3, R1);
        }
        program.load(DW, R1, R10, DrawingProgram.TOTAL)
                .sub(R1, Ipv6.HEADER_LENGTH)
                .store(DW, R10, DrawingProgram.LENGTH, R1);
        Sums.pseudoHeader(program, DrawingProgram.LENGTH);
        program.load(DW, R1, R10, DrawingProgram.ANSWER).rsh(R1, 24);
        kind(program);
        remember(program, Recognition.HEADERS6);
        move(program, HEADERS6, "undo6");
        DrawingProgram.packet(program, Recognition.HEADERS6, "undo6");
        link(program, Ethernet.IPV6);
        program.load(W, R1, R8, SessionEntry.FLOW_LABEL)
                .or(R1, 6 << 28)
                .bigEndian(R1, 32)
                .store(W, R7, IP, R1)
                .load(DW, R1, R10, DrawingProgram.LENGTH)
                .bigEndian(R1, 16)
                .store(H, R7, IP + 4, R1)
                .store(B, R7, IP + 6, Ipv6.ICMPV6)
                .store(B, R7, IP + 7, TTL);
        Reply.back(program, IP);
        program.load(DW, R1, R10, DrawingProgram.ANSWER).rsh(R1, 24).store(H, R7, ICMP6, R1);
        end(program, ICMP6);
        undo(program, HEADERS6, "undo6");
    }

    /**
     * How long it will be, and {@code R0 = the sum} of what it quotes of the ICMP message. The lesser of two numbers is found without a
     * jump: on one of two ways it would be a constant, and then the verifier wants CAP_PERFMON for what follows.
     */
    private static void cut(BpfAssembler program, int longest, int headers) {
        program.load(DW, R1, R10, DrawingProgram.TOTAL)
                .sub(R1, longest)
                .mov(R2, R1)
                .arsh(R2, 63) // all bits where it is negative, else none
                .and(R1, R2)
                .add(R1, longest)
                .store(DW, R10, DrawingProgram.TOTAL, R1)
                .sub(R1, headers)
                .store(DW, R10, DrawingProgram.QUOTED, R1);
        Sums.end(program, DrawingProgram.QUOTED);
        Sums.of(program, DrawingProgram.QUOTED);
    }

    /** Adds type and code, the low 16 bits of R1, to R3, which makes it the error's checksum. */
    private static void kind(BpfAssembler program) {
        program.and(R1, 0xffff).add(R3, R1);
        Sums.fold(program, R3, R2);
        program.xor(R3, 0xffff).store(DW, R10, DrawingProgram.CHECKSUM, R3);
    }

    private static void remember(BpfAssembler program, int headers) {
        DrawingProgram.packet(program, headers, "ask");
        program.load(W, R1, R7, 6)
                .store(W, R10, DrawingProgram.TO, R1)
                .load(H, R1, R7, 10)
                .store(H, R10, DrawingProgram.TO + 4, R1)
                .load(W, R1, R7, 0)
                .store(W, R10, DrawingProgram.FROM, R1)
                .load(H, R1, R7, 4)
                .store(H, R10, DrawingProgram.FROM + 4, R1)
                .load(W, R1, R7, IP)
                .store(DW, R10, DrawingProgram.WORD, R1);
    }

    private static void move(BpfAssembler program, int headers, String undo) {
        program.mov(R1, R6)
                .mov(R2, -headers)
                .call(BpfHelper.XDP_ADJUST_HEAD)
                .jump(R0, NE, 0, "ask")
                .mov(R1, R6)
                .call(BpfHelper.XDP_GET_BUFF_LEN)
                .load(DW, R2, R10, DrawingProgram.TOTAL)
                .add(R2, IP)
                .sub(R2, R0)
                .mov(R1, R6)
                .call(BpfHelper.XDP_ADJUST_TAIL)
                .jump(R0, NE, 0, undo);
    }

    private static void link(BpfAssembler program, int type) {
        program.load(W, R1, R10, DrawingProgram.TO)
                .store(W, R7, 0, R1)
                .load(H, R1, R10, DrawingProgram.TO + 4)
                .store(H, R7, 4, R1)
                .load(W, R1, R10, DrawingProgram.FROM)
                .store(W, R7, 6, R1)
                .load(H, R1, R10, DrawingProgram.FROM + 4)
                .store(H, R7, 10, R1)
                .store(H, R7, 12, Sums.network(type));
    }

    private static void end(BpfAssembler program, int icmp) {
        program.load(DW, R1, R10, DrawingProgram.CHECKSUM)
                .store(H, R7, icmp + 2, R1)
                .store(W, R7, icmp + 4, 0);
        Counting.end(program, Xdp.XDP_TX);
    }

    /** The packet as it was, for the kernel; nothing has been written to it. */
    private static void undo(BpfAssembler program, int headers, String label) {
        program.label(label)
                .mov(R1, R6)
                .mov(R2, headers)
                .call(BpfHelper.XDP_ADJUST_HEAD)
                .jump("ask");
    }
}
