package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
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
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;

/**
 * The limits of the configuration, in the very buckets that {@code echo.RateLimits} has: a bucket is the time at which it would be full
 * again (ITU-T I.371, the virtual scheduling algorithm), and whoever answers moves it on, the program by compare and exchange, and Java too.
 */
final class Admission {
    /** How often another processor may be quicker, before the cost is added without a look. */
    private static final int ATTEMPTS = 3;

    private Admission() {}

    /**
     * Goes on, or to the label {@code limited}.
     *
     * @param label that nothing else has
     */
    static void ask(BpfAssembler program, boolean error, String label) {
        program.load(DW, R1, R10, DrawingProgram.SHELF)
                .load(W, R2, R1, error ? Shelf.LIMITED_ERRORS : Shelf.LIMITED)
                .jump(R2, EQ, 0, label)
                .load(W, R2, R8, SessionEntry.BUCKET)
                .mov(R3, error ? 1 : 0)
                .call("admit")
                .jump(R0, EQ, 0, "limited")
                .label(label);
    }

    /** {@code R0 = admit(R1: the shelf, R2: the source's bucket, R3: 1 for an error)}: all of the buckets, or none. */
    static void emit(BpfAssembler program, XdpMaps maps) {
        program.label("admit")
                .mov(R6, R1)
                .mov(R7, R2)
                .and(R7, Buckets.SOURCES - 1)
                .lsh(R7, 3)
                .mov(R8, R3)
                .call(BpfHelper.KTIME_GET_NS)
                .mov(R9, R0);
        for (boolean take : new boolean[] {false, true}) {
            String end = take ? "taken" : "found";
            bucket(program, maps, Shelf.ANSWERS, Buckets.ANSWERS, false, take);
            bucket(program, maps, Shelf.ANSWERS_OF_SOURCE, Buckets.ANSWERS_OF_SOURCE, true, take);
            program.jump(R8, EQ, 0, end);
            bucket(program, maps, Shelf.ERRORS, Buckets.ERRORS, false, take);
            bucket(program, maps, Shelf.ERRORS_OF_SOURCE, Buckets.ERRORS_OF_SOURCE, true, take);
            program.label(end);
        }
        program.mov(R0, 1).exit().label("refuse").mov(R0, 0).exit();
        found(program);
        taken(program);
    }

    private static void bucket(
            BpfAssembler program, XdpMaps maps, int limit, int bucket, boolean ofSource, boolean take) {
        String unlimited = (take ? "take " : "find ") + bucket;
        program.load(DW, R2, R6, limit + Shelf.LIMIT_COST)
                .jump(R2, EQ, 0, unlimited)
                .mapValue(R1, maps.buckets(), bucket);
        if (ofSource) {
            program.add(R1, R7);
        }
        program.mov(R3, R9).load(DW, R4, R6, limit + Shelf.LIMIT_BURST).call(take ? "take from" : "has room");
        if (!take) {
            program.jump(R0, EQ, 0, "refuse");
        }
        program.label(unlimited);
    }

    /** {@code R0 = has room(R1: bucket, R2: cost, R3: now, R4: burst)} */
    private static void found(BpfAssembler program) {
        program.label("has room").load(DW, R0, R1, 0);
        next(program, "room full");
        program.mov(R0, 0)
                .sub(R5, R3)
                .jump(R5, SGT, R4, "no room")
                .mov(R0, 1)
                .label("no room")
                .exit();
    }

    /** {@code take from(R1: bucket, R2: cost, R3: now)} */
    private static void taken(BpfAssembler program) {
        program.label("take from").load(DW, R0, R1, 0);
        for (int i = 0; i < ATTEMPTS; i++) {
            next(program, "attempt " + i);
            program.mov(R4, R0).atomicCompareExchange(DW, R1, 0, R5).jump(R0, EQ, R4, "exchanged");
        }
        program.atomicAdd(DW, R1, 0, R2).label("exchanged").mov(R0, 1).exit();
    }

    /** {@code R5 = max(R0, R3) + R2}: one answer on from when it would be full, or from now. */
    private static void next(BpfAssembler program, String label) {
        program.mov(R5, R0)
                .sub(R5, R3)
                .jump(R5, SGT, 0, label)
                .mov(R5, 0)
                .label(label)
                .add(R5, R3)
                .add(R5, R2);
    }
}
