package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LT;
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
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;

import nyanpong.engine.ClaimMaps;
import nyanpong.engine.ClaimShape;
import nyanpong.engine.Patience;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.Xdp;

/**
 * Java is asked: the packet goes up, as with takeover tcx. Delivering is claiming: its copy is in the ring before the kernel lets go of
 * it. Where there is no room, or nobody has read for long ({@link Patience}), the kernel keeps it, and answers.
 */
final class Asking {
    private static final int LIVE = -8;

    private Asking() {}

    static void emit(BpfAssembler program, XdpMaps maps) {
        program.label("suspend")
                .load(W, R1, R8, SessionEntry.FLAGS)
                .or(R1, SessionEntry.SUSPENDED)
                .store(W, R8, SessionEntry.FLAGS, R1);
        ours(program, maps.claim());
        program.mov(R1, R6)
                .mov(R2, R8)
                .mov(R3, Asked.WAITS)
                .call("deliver")
                .jump(R0, EQ, 0, "pass")
                .mov(R0, Xdp.XDP_DROP)
                .exit()
                .label("pass")
                .mov(R0, Xdp.XDP_PASS)
                .exit();
        deliver(program, maps.claim());
    }

    /** To an address that is answered: the longest prefix decides. */
    private static void ours(BpfAssembler program, ClaimMaps maps) {
        program.label("ask");
        for (int i = 0; i < 16; i += 4) {
            program.load(W, R1, R10, DrawingProgram.KEY_DESTINATION + i)
                    .store(W, R10, DrawingProgram.PREFIX + 4 + i, R1);
        }
        maps.addresses().require(program, DrawingProgram.PREFIX, "pass");
    }

    /** {@code R0 = deliver(R1: the context, R2: the session's entry or 0, R3: a state)}: whether Java has it now. */
    private static void deliver(BpfAssembler program, ClaimMaps maps) {
        program.label("deliver")
                .mov(R6, R1)
                .mov(R9, R2)
                .store(DW, R10, LIVE, R3)
                .call(BpfHelper.XDP_GET_BUFF_LEN)
                .mov(R7, R0);
        Patience.check(program, maps);
        program.map(R1, maps.ring())
                .mov(R3, 0)
                .jump(R7, GT, maps.shape().longest(), "leave")
                .jump(R7, LT, Recognition.HEADERS4, "leave") // known, but not to the verifier
                .jump(R7, GT, ClaimShape.SHORT, "long")
                .mov(R2, Asked.PACKET + ClaimShape.SHORT)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, NE, 0, "copy")
                .jump("full")
                .label("long")
                .mov(R2, Asked.PACKET + maps.shape().longest())
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, EQ, 0, "full")
                .label("copy")
                .mov(R8, R0)
                .store(W, R8, Asked.LENGTH, R7)
                .load(DW, R1, R10, LIVE)
                .store(W, R8, Asked.STATE, R1);
        session(program);
        program.mov(R1, R6)
                .mov(R2, 0)
                .mov(R3, R8)
                .add(R3, Asked.PACKET)
                .mov(R4, R7)
                .call(BpfHelper.XDP_LOAD_BYTES)
                .mov(R1, R8)
                .mov(R2, 0)
                .jump(R0, NE, 0, "discard")
                .call(BpfHelper.RINGBUF_SUBMIT);
        add(program, maps, ClaimMaps.CLAIMED);
        program.mov(R0, 1).exit().label("full");
        add(program, maps, ClaimMaps.FULL);
        program.jump("leave")
                .label("discard")
                .call(BpfHelper.RINGBUF_DISCARD)
                .label("leave")
                .mov(R0, 0)
                .exit();
    }

    private static void session(BpfAssembler program) {
        program.jump(R9, NE, 0, "acquainted")
                .store(DW, R8, Asked.EDITION, 0)
                .store(DW, R8, Asked.REACHED, 0)
                .store(DW, R8, Asked.SEEN, 0)
                .store(DW, R8, Asked.OPENED, 0)
                .store(DW, R8, Asked.ANCHOR, 0)
                .jump("packet")
                .label("acquainted")
                .load(W, R1, R9, SessionEntry.EDITION)
                .store(DW, R8, Asked.EDITION, R1)
                .load(DW, R1, R9, SessionEntry.REACHED)
                .store(DW, R8, Asked.REACHED, R1)
                .load(DW, R1, R9, SessionEntry.SEEN)
                .store(DW, R8, Asked.SEEN, R1)
                .load(DW, R1, R9, SessionEntry.OPENED)
                .store(DW, R8, Asked.OPENED, R1)
                .load(DW, R1, R9, SessionEntry.ANCHOR)
                .store(DW, R8, Asked.ANCHOR, R1)
                .label("packet");
    }

    private static void add(BpfAssembler program, ClaimMaps maps, int counter) {
        program.mapValue(R1, maps.counters(), counter).mov(R2, 1).atomicAdd(DW, R1, 0, R2);
    }
}
