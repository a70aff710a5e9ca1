package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GE;
import static nyanpong.sys.BpfCondition.LT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SGE;
import static nyanpong.sys.BpfCondition.SLT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
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
 * An echo reply whose data's time stamp is set back, so that the client takes it for slower: {@code wire.Timestamp}, in the one form
 * that nearly all such clients have. The sum on the stack follows: RFC 1624, on a message that has been found right.
 */
final class Shift {
    private static final int DATA4 = Ethernet.HEADER_LENGTH + Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int DATA6 = Ethernet.HEADER_LENGTH + Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int DATA = Icmp.HEADER_LENGTH;
    private static final int TIMEVAL = 16;
    private static final int TTL = 64;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int MICROS_PER_MILLI = 1000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private Shift() {}

    static void emit(BpfAssembler program) {
        program.label("shift");
        setBack(program);
        sum(program);
        program.store(W, R10, DrawingProgram.TTL, TTL).store(W, R9, Desk.KIND, Drawn.SHIFTED);
        Admission.ask(program, false, "unlimited shift");
        program.mov(R1, R6)
                .mov(R2, DATA4)
                .load(H, R3, R10, DrawingProgram.KEY_SIX)
                .jump(R3, EQ, 0, "data begin")
                .mov(R2, DATA6)
                .label("data begin")
                .mov(R3, R10)
                .add(R3, DrawingProgram.TIME)
                .mov(R4, TIMEVAL)
                .call(BpfHelper.XDP_STORE_BYTES)
                .jump(R0, NE, 0, "ask")
                .jump("reply");
    }

    /** R0 is the answer; what is no time, or would be before all times, is Java's to look at. */
    private static void setBack(BpfAssembler program) {
        program.load(W, R1, R8, SessionEntry.FLAGS)
                .and(R1, SessionEntry.TIMEVAL64)
                .jump(R1, EQ, 0, "ask")
                .load(DW, R1, R10, DrawingProgram.LENGTH)
                .jump(R1, LT, DATA + TIMEVAL, "ask")
                .load(DW, R1, R9, DATA)
                .jump(R1, SLT, 0, "ask")
                .load(DW, R2, R9, DATA + 8)
                .jump(R2, GE, MICROS_PER_SECOND, "ask")
                .lsh(R0, 16) // 40 bits of milliseconds, between the kind and the delay
                .rsh(R0, 24)
                .mov(R3, R0)
                .mod(R3, MILLIS_PER_SECOND)
                .mul(R3, MICROS_PER_MILLI)
                .sub(R2, R3)
                .div(R0, MILLIS_PER_SECOND)
                .sub(R1, R0)
                .jump(R2, SGE, 0, "no borrow")
                .add(R2, MICROS_PER_SECOND)
                .sub(R1, 1)
                .label("no borrow")
                .jump(R1, SLT, 0, "ask")
                .store(DW, R10, DrawingProgram.TIME, R1)
                .store(DW, R10, DrawingProgram.TIME + 8, R2);
    }

    /** Less the old words, which is plus their complements, plus the new ones. */
    private static void sum(BpfAssembler program) {
        program.load(DW, R3, R10, DrawingProgram.SUM);
        for (int word = 0; word < TIMEVAL; word += 4) {
            program.load(W, R1, R9, DATA + word)
                    .xor(R1, -1)
                    .mov32(R1, R1)
                    .add(R3, R1)
                    .load(W, R1, R10, DrawingProgram.TIME + word)
                    .add(R3, R1);
        }
        program.store(DW, R10, DrawingProgram.SUM, R3);
    }
}
