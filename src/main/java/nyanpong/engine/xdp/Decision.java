package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GE;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.score.Answer;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.Xdp;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/** What the cell's answer asks for, as {@code echo.Responder} has it; what the program has no hands for is Java's. */
final class Decision {
    private static final int TTL = 64; // RFC 1122 section 3.2.1.7: our own default, whatever the request's was

    /** Octets of an ICMP message with which an error, quoting an IP header and eight octets, is no longer than its request. */
    private static final int QUOTABLE4 = Ipv4.HEADER_LENGTH + 2 * Icmp.HEADER_LENGTH;

    private static final int QUOTABLE6 = Ipv6.HEADER_LENGTH + 2 * Icmp.HEADER_LENGTH;

    private Decision() {}

    static void emit(BpfAssembler program) {
        program.mov(R3, R0).and(R3, 0xff).jump(R3, GT, Answer.KIND_SHIFTED, "ask");
        Position.progress(program, "progressed");
        program.jump(R3, EQ, Answer.KIND_ERROR, "error?")
                .jump(R3, EQ, Answer.KIND_SHIFTED, "shift")
                .jump(R3, EQ, Answer.KIND_SILENCE, "silence");
        reply(program);
        error(program);
        program.label("silence");
        Counting.end(program, Drawn.SILENCE, Xdp.XDP_DROP);
        program.label("limited");
        Counting.end(program, Drawn.LIMITED, Xdp.XDP_DROP);
    }

    private static void reply(BpfAssembler program) {
        program.rsh(R0, 8).and(R0, 0xff).jump(R0, NE, 0, "its own TTL").mov(R0, TTL);
        program.label("its own TTL").store(W, R10, DrawingProgram.TTL, R0).store(W, R9, Desk.KIND, Drawn.REPLY);
        Admission.ask(program, false, "unlimited reply");
        program.jump("reply");
    }

    /** Where it would be longer than its request, there is the canvas's paper instead. */
    private static void error(BpfAssembler program) {
        program.label("error?")
                .load(DW, R1, R10, DrawingProgram.LENGTH)
                .mov(R2, QUOTABLE4)
                .load(H, R3, R10, DrawingProgram.KEY_SIX)
                .jump(R3, EQ, 0, "quotable")
                .mov(R2, QUOTABLE6)
                .label("quotable")
                .jump(R1, GE, R2, "error")
                .load(W, R1, R8, SessionEntry.FLAGS)
                .jump(R1, SET, SessionEntry.SILENT_PAPER, "silent paper")
                .store(W, R10, DrawingProgram.TTL, TTL)
                .store(W, R9, Desk.KIND, Drawn.AMPLIFIES);
        Admission.ask(program, false, "unlimited paper");
        program.jump("reply").label("silent paper");
        Counting.end(program, Drawn.AMPLIFIES_SILENT, Xdp.XDP_DROP);
    }
}
