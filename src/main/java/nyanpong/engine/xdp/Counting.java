package nyanpong.engine.xdp;

import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;

/** The end of what the program has answered. */
final class Counting {
    private Counting() {}

    static void emit(BpfAssembler program, XdpMaps maps) {
        program.label("count")
                .call(BpfHelper.GET_SMP_PROCESSOR_ID)
                .mul(R0, Drawn.LINE)
                .load(H, R1, R10, DrawingProgram.KEY_SIX)
                .mul(R1, Drawn.SIX)
                .add(R0, R1)
                .load(W, R1, R9, Desk.KIND)
                .lsh(R1, 3)
                .add(R0, R1)
                // One sum, and one bound: without CAP_PERFMON, a pointer may be moved by no more than one way at a
                // place.
                .and(R0, Drawn.LINE * Drawn.LINES - 8)
                .mapValue(R1, maps.drawn(), 0)
                .add(R1, R0)
                .load(DW, R2, R1, 0)
                .add(R2, 1)
                .store(DW, R1, 0, R2)
                .mov(R0, R7)
                .exit();
    }

    /** Counts what is on the desk, and returns this. */
    static void end(BpfAssembler program, int action) {
        program.mov(R7, action).jump("count");
    }

    static void end(BpfAssembler program, int kind, int action) {
        program.store(W, R9, Desk.KIND, kind);
        end(program, action);
    }
}
