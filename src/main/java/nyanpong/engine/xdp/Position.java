package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GE;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGT;
import static nyanpong.sys.BpfCondition.SLE;
import static nyanpong.sys.BpfCondition.SLT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R5;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.Xdp;

/**
 * Which cell a request is, as {@code programme.Anchor} has it: the sequence number, extended beyond 16 bits to the one nearest to the
 * highest seen, counted from the session's first. Where it may begin another run, or move the anchor, the session is suspended and Java
 * decides: until then all of it goes up. Leaves the cell's answer on the stack.
 */
final class Position {
    /** How far a wrap may skip by loss, and how far a picture must have gone before a first number is a wrap: as in Anchor. */
    private static final int LOSS_AT_WRAP = 1024;

    private Position() {}

    static void emit(BpfAssembler program, XdpMaps maps) {
        position(program);
        tell(program);
        cell(program, maps.shelfCells());
    }

    private static void position(BpfAssembler program) {
        program.load(H, R1, R9, 6)
                .load(W, R2, R8, SessionEntry.FLAGS)
                .load(DW, R3, R8, SessionEntry.ANCHOR)
                .load(DW, R4, R8, SessionEntry.REACHED)
                .jump(R2, SET, SessionEntry.SWAPPED, "as it lies")
                .bigEndian(R1, 16)
                .label("as it lies")
                .store(DW, R10, DrawingProgram.EXTENDED, R4)
                .jump(R2, SET, SessionEntry.STATELESS, "stateless")
                // The difference as a signed number of 16 bits, from the highest seen on.
                .mov(R5, R1)
                .sub(R5, R4)
                .lsh(R5, 48)
                .arsh(R5, 48)
                .add(R5, R4)
                .store(DW, R10, DrawingProgram.EXTENDED, R5)
                .load(W, R0, R8, SessionEntry.FIRST)
                .jump(R1, NE, R0, "not the first number")
                .mov(R0, R5)
                .sub(R0, R3)
                .jump(R0, SLT, LOSS_AT_WRAP, "suspend")
                .mov(R0, R5)
                .sub(R0, R4)
                .jump(R0, SGT, LOSS_AT_WRAP, "suspend")
                .jump(R0, SLT, -LOSS_AT_WRAP, "suspend")
                .label("not the first number")
                .jump(R5, SLT, R3, "suspend")
                .sub(R5, R3)
                .jump("positioned")
                .label("stateless")
                .mov(R5, R1)
                .sub(R5, R3)
                .and(R5, 0xffff)
                .label("positioned")
                .store(DW, R10, DrawingProgram.POSITION, R5);
    }

    /** From time to time Java gets a request, and answers it; where it does not read, the session goes on without. */
    private static void tell(BpfAssembler program) {
        program.load(DW, R0, R10, DrawingProgram.NOW)
                .load(DW, R1, R8, SessionEntry.TOLD)
                .sub(R0, R1)
                .mov64(R1, SessionEntry.TOLD_NANOS)
                .jump(R0, SLE, R1, "told")
                .mov(R1, R6)
                .mov(R2, R8)
                .mov(R3, Asked.GOES_ON)
                .call("deliver")
                .jump(R0, EQ, 0, "told")
                .load(DW, R1, R10, DrawingProgram.NOW)
                .store(DW, R8, SessionEntry.TOLD, R1);
        progress(program, "told now");
        program.mov(R0, Xdp.XDP_DROP).exit().label("told");
    }

    private static void cell(BpfAssembler program, int shelfCells) {
        program.load(DW, R5, R10, DrawingProgram.POSITION)
                .load(W, R1, R8, SessionEntry.OFFSET)
                .add(R5, R1)
                .load(W, R1, R8, SessionEntry.CELLS)
                .mod(R5, R1)
                .load(W, R1, R8, SessionEntry.BASE)
                .add(R5, R1)
                .jump(R5, GE, shelfCells, "ask")
                .lsh(R5, 3)
                .load(DW, R1, R10, DrawingProgram.SHELF)
                .add(R1, R5)
                .load(DW, R0, R1, Shelf.CELLS)
                .store(DW, R10, DrawingProgram.ANSWER, R0);
    }

    /** What the session is known by from now on. */
    static void progress(BpfAssembler program, String label) {
        program.load(DW, R1, R10, DrawingProgram.NOW)
                .store(DW, R8, SessionEntry.SEEN, R1)
                .load(DW, R1, R10, DrawingProgram.EXTENDED)
                .load(DW, R2, R8, SessionEntry.REACHED)
                .jump(R1, SLE, R2, label)
                .store(DW, R8, SessionEntry.REACHED, R1)
                .label(label);
    }
}
