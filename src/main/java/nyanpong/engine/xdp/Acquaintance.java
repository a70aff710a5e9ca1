package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;

/**
 * A session that Java has opened, and decided by what is in force now; else the packet goes up. Leaves R8 at its entry, R9 at this
 * processor's desk. Which shelf is in force, and whether the session was decided by it, is seen in one place: so a reload takes effect
 * for all of a packet or for none of it.
 */
final class Acquaintance {
    private Acquaintance() {}

    static void emit(BpfAssembler program, XdpMaps maps) {
        program.mov(R8, 0)
                .load(DW, R1, R10, DrawingProgram.TAGGED)
                .jump(R1, NE, 0, "ask") // what is in a VLAN is Java's
                .map(R1, maps.sessions())
                .mov(R2, R10)
                .add(R2, DrawingProgram.KEY)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .mov(R8, R0)
                .jump(R8, EQ, 0, "ask")
                .load(W, R1, R8, SessionEntry.FLAGS)
                .jump(R1, SET, SessionEntry.SUSPENDED, "ask");
        lookUpFirst(program, maps.shelves());
        program.jump(R0, EQ, 0, "ask").mov(R1, R0).mov(R2, R10).add(R2, DrawingProgram.INDEX);
        program.call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "ask")
                .store(DW, R10, DrawingProgram.SHELF, R0)
                .load(W, R1, R0, Shelf.EDITION)
                .load(W, R2, R8, SessionEntry.EDITION)
                .jump(R1, NE, R2, "ask")
                .call(BpfHelper.KTIME_GET_COARSE_NS)
                .store(DW, R10, DrawingProgram.NOW, R0)
                .load(DW, R1, R8, SessionEntry.SEEN)
                .sub(R0, R1)
                .mov64(R1, SessionEntry.IDLE_NANOS)
                .jump(R0, SGT, R1, "ask");
        lookUpFirst(program, maps.desks());
        program.jump(R0, EQ, 0, "ask").mov(R9, R0);
    }

    /** {@code R0 = the map's value of 0}, or 0. */
    private static void lookUpFirst(BpfAssembler program, int map) {
        program.store(W, R10, DrawingProgram.INDEX, 0)
                .map(R1, map)
                .mov(R2, R10)
                .add(R2, DrawingProgram.INDEX)
                .call(BpfHelper.MAP_LOOKUP_ELEM);
    }
}
