package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
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

/** The echo reply, in place: RFC 792, RFC 4443 section 4.2. Ethernet's padding behind it goes first. */
final class Reply {
    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int ICMP4 = IP + Ipv4.HEADER_LENGTH;
    private static final int ICMP6 = IP + Ipv6.HEADER_LENGTH;

    private Reply() {}

    static void emit(BpfAssembler program) {
        program.label("reply")
                .mov(R1, R6)
                .call(BpfHelper.XDP_GET_BUFF_LEN)
                .load(DW, R2, R10, DrawingProgram.TOTAL)
                .add(R2, IP)
                .sub(R2, R0)
                .jump(R2, EQ, 0, "no padding")
                .mov(R1, R6)
                .call(BpfHelper.XDP_ADJUST_TAIL)
                .jump(R0, NE, 0, "ask")
                .label("no padding")
                .load(H, R1, R10, DrawingProgram.KEY_SIX)
                .jump(R1, NE, 0, "reply6");
        ipv4(program);
        program.label("reply6");
        ipv6(program);
    }

    private static void ipv4(BpfAssembler program) {
        program.load(H, R1, R9, 6).load(DW, R2, R8, SessionEntry.OPENED).call("identification");
        DrawingProgram.packet(program, Recognition.HEADERS4, "ask");
        addresses(program);
        program.store(H, R7, IP + 4, R0)
                .store(H, R7, IP + 6, 0) // whole, and may be fragmented
                .load(W, R1, R10, DrawingProgram.TTL)
                .store(B, R7, IP + 8, R1)
                .load(W, R2, R7, IP)
                .mov(R3, R2)
                .add(R3, R0)
                .add(R3, R1)
                .add(R3, Sums.network(Ipv4.ICMP))
                .load(W, R1, R7, IP + 12)
                .load(W, R2, R7, IP + 16)
                .store(W, R7, IP + 12, R2)
                .store(W, R7, IP + 16, R1)
                .add(R3, R1)
                .add(R3, R2);
        Sums.fold(program, R3, R2);
        program.xor(R3, 0xffff).store(H, R7, IP + 10, R3).store(B, R7, ICMP4, Icmp.ECHO_REPLY);
        program.load(DW, R3, R10, DrawingProgram.SUM);
        Sums.fold(program, R3, R2);
        program.xor(R3, 0xffff).store(H, R7, ICMP4 + 2, R3);
        Counting.end(program, Xdp.XDP_TX);
    }

    private static void ipv6(BpfAssembler program) {
        DrawingProgram.packet(program, Recognition.HEADERS6, "ask");
        addresses(program);
        program.load(W, R1, R7, IP)
                .bigEndian(R1, 32)
                .and(R1, 0xfff00000) // version and traffic class stay
                .load(W, R2, R8, SessionEntry.FLOW_LABEL)
                .or(R1, R2)
                .bigEndian(R1, 32)
                .store(W, R7, IP, R1)
                .load(W, R1, R10, DrawingProgram.TTL)
                .store(B, R7, IP + 7, R1);
        back(program, IP);
        program.store(B, R7, ICMP6, Icmp.V6_ECHO_REPLY)
                .load(DW, R3, R10, DrawingProgram.SUM)
                .add(R3, Icmp.V6_ECHO_REPLY);
        Sums.pseudoHeader(program, DrawingProgram.LENGTH);
        Sums.fold(program, R3, R2);
        program.xor(R3, 0xffff).store(H, R7, ICMP6 + 2, R3);
        Counting.end(program, Xdp.XDP_TX);
    }

    /** The Ethernet header's change places. */
    private static void addresses(BpfAssembler program) {
        program.load(W, R1, R7, 0)
                .load(H, R2, R7, 4)
                .load(W, R3, R7, 6)
                .load(H, R4, R7, 10)
                .store(W, R7, 0, R3)
                .store(H, R7, 4, R4)
                .store(W, R7, 6, R1)
                .store(H, R7, 10, R2);
    }

    /** The addresses of an IPv6 header: from whom was asked, to who did. */
    static void back(BpfAssembler program, int ip) {
        for (int i = 0; i < 16; i += 8) {
            program.load(DW, R1, R10, DrawingProgram.KEY_DESTINATION + i)
                    .store(DW, R7, ip + 8 + i, R1)
                    .load(DW, R1, R10, DrawingProgram.KEY + i)
                    .store(DW, R7, ip + 24 + i, R1);
        }
    }
}
