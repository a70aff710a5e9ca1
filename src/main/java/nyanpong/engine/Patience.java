package nyanpong.engine;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SLE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfSize.DW;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;

/** The part of a program that asks whether anybody reads what it delivers. */
public final class Patience {
    /** How long records may wait before the kernel answers in our place: more than a busy machine's thread waits for its turn. */
    public static final int NANOS = 100_000_000;

    private Patience() {}

    /** {@link #check(BpfAssembler, ClaimMaps, int)} of the first ring. */
    public static void check(BpfAssembler program, ClaimMaps maps) {
        check(program, maps, 0);
    }

    /**
     * Goes on where somebody reads, else to the label {@code leave}; R0 to R5 and R8 are lost.
     *
     * <p>The reader is taken to be alive where it has read since the last packet or has nothing to read; else it has {@link
     * #NANOS} from then on. Two processors that do this at once write the same, or nearly.
     *
     * @param ring whose reader it is
     */
    static void check(BpfAssembler program, ClaimMaps maps, int ring) {
        int counters = ClaimMaps.ofRing(ring);
        String alive = "alive " + ring;
        String room = "room " + ring;
        program.map(R1, maps.ring(ring))
                .mov(R2, BpfHelper.BPF_RB_PROD_POS)
                .call(BpfHelper.RINGBUF_QUERY)
                .mov(R8, R0)
                .map(R1, maps.ring(ring))
                .mov(R2, BpfHelper.BPF_RB_CONS_POS)
                .call(BpfHelper.RINGBUF_QUERY)
                .mapValue(R1, maps.counters(), counters + ClaimMaps.READER)
                .load(DW, R2, R1, 0)
                .store(DW, R1, 0, R0)
                .jump(R8, EQ, R0, alive)
                .jump(R2, NE, R0, alive)
                .call(BpfHelper.KTIME_GET_NS)
                .mapValue(R1, maps.counters(), counters + ClaimMaps.SEEN_ALIVE)
                .load(DW, R2, R1, 0)
                .sub(R0, R2)
                .jump(R0, SLE, NANOS, room) // below 0 where another processor was later
                .mapValue(R1, maps.counters(), counters + ClaimMaps.LATE)
                .mov(R2, 1)
                .atomicAdd(DW, R1, 0, R2)
                .jump("leave")
                .label(alive)
                .call(BpfHelper.KTIME_GET_NS)
                .mapValue(R1, maps.counters(), counters + ClaimMaps.SEEN_ALIVE)
                .store(DW, R1, 0, R0)
                .label(room);
    }
}
