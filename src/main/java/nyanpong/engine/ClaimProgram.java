package nyanpong.engine;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
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

import nyanpong.sys.Bpf;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.IfPacket;
import nyanpong.sys.SkBuff;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * What decides in the kernel whether a packet is claimed: an echo request to one of our addresses that {@code
 * echo.Validation} would not leave to the kernel. Claiming is delivering: its copy is in the ring before the kernel lets go of it.
 * Where there is no room, or nobody has read for {@link Patience#NANOS}, the kernel keeps it, and answers.
 *
 * <p>Where several threads read, each has a ring, and what comes from one source comes to one ring, as with {@link Fanout}.
 *
 * <pre>
 * R6 the packet   R7 its length   R8 the record   R9 its VLAN tag: TCI (16 bits), TPID (16); 0 is none
 * stack: -24 the key of ClaimedAddresses; -32 VLAN (32); -40 the source (64)
 * </pre>
 */
final class ClaimProgram {
    static final String NAME = "nyanpong_tcx";

    /** A record: the packet's length (32 bits), TCI (16), TPID (16; 0 is no tag), the packet. */
    static final int RECORD_LENGTH = 0;

    static final int RECORD_TCI = 4;
    static final int RECORD_TPID = 6;
    static final int RECORD_PACKET = 8;

    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int SHORTEST4 = IP + Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int SHORTEST6 = IP + Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int FRAGMENT_BITS = 0x3fff;

    private static final int KEY = -24;
    private static final int VLAN = -32;
    private static final int SOURCE = -40;

    /** Odd, and of no pattern: the golden ratio's fraction. */
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private ClaimProgram() {}

    /** @param key unpredictable to a peer; matters where there are several rings */
    static BpfAssembler of(ClaimMaps maps, long key) {
        BpfAssembler program = new BpfAssembler();
        boolean several = maps.rings() > 1;
        link(program, maps);
        ipv4(program, several);
        ipv6(program, several);
        maps.addresses().require(program.label("destination"), KEY, "leave");
        if (several) {
            share(program, maps.rings(), key);
        }
        for (int ring = 0; ring < maps.rings(); ring++) {
            program.label("ring " + ring);
            Patience.check(program, maps, ring);
            deliver(program, maps, ring);
        }
        return program.label("leave").mov(R0, Bpf.TCX_NEXT).exit();
    }

    /** To the ring of the source; R0 to R2 are lost. */
    private static void share(BpfAssembler program, int rings, long key) {
        program.load(DW, R0, R10, SOURCE)
                .mov64(R1, key)
                .xor(R0, R1)
                .mov64(R2, FACTOR)
                .mul(R0, R2)
                .mov(R1, R0)
                .rsh(R1, 32)
                .xor(R0, R1)
                .mul(R0, R2)
                .rsh(R0, 32)
                .mod(R0, rings);
        for (int ring = 1; ring < rings; ring++) {
            program.jump(R0, EQ, ring, "ring " + ring);
        }
    }

    /** For us, in a VLAN that is ours, and IP. */
    private static void link(BpfAssembler program, ClaimMaps maps) {
        program.mov(R6, R1)
                .load(W, R0, R6, SkBuff.PKT_TYPE)
                .jump(R0, NE, IfPacket.PACKET_HOST, "leave")
                .load(W, R7, R6, SkBuff.LEN)
                .mov(R9, 0)
                .load(W, R0, R6, SkBuff.VLAN_PRESENT)
                .jump(R0, EQ, 0, "untagged")
                .load(W, R9, R6, SkBuff.VLAN_PROTO)
                .jump(R9, NE, Short.toUnsignedInt(Short.reverseBytes((short) Ethernet.VLAN)), "leave")
                .load(W, R0, R6, SkBuff.VLAN_TCI)
                .mov(R9, Ethernet.VLAN)
                .lsh(R9, 16)
                .or(R9, R0)
                .and(R0, 0xfff)
                .jump(R0, EQ, 0, "untagged")
                .store(W, R10, VLAN, R0)
                .map(R1, maps.vlans())
                .mov(R2, R10)
                .add(R2, VLAN)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "leave")
                .label("untagged")
                .load(W, R0, R6, SkBuff.PROTOCOL)
                .bigEndian(R0, 16)
                .jump(R0, EQ, Ethernet.IPV6, "ipv6")
                .jump(R0, NE, Ethernet.IPV4, "leave");
    }

    /** Without options, whole, an echo request. */
    private static void ipv4(BpfAssembler program, boolean several) {
        program.jump(R7, LT, SHORTEST4, "leave")
                .loadPacket(B, IP)
                .jump(R0, NE, 0x45, "leave")
                .loadPacket(B, IP + 9)
                .jump(R0, NE, Ipv4.ICMP, "leave")
                .loadPacket(H, IP + 6)
                .jump(R0, SET, FRAGMENT_BITS, "leave")
                .loadPacket(B, IP + Ipv4.HEADER_LENGTH)
                .jump(R0, NE, Icmp.ECHO_REQUEST, "leave");
        if (several) {
            program.loadPacket(W, IP + 12).rsh(R0, 8).store(DW, R10, SOURCE, R0);
        }
        program.loadPacket(W, IP + 16).bigEndian(R0, 32);
        ClaimedAddresses.putIpv4(program, KEY, R0);
        program.jump("destination");
    }

    /** Without extension headers, an echo request. */
    private static void ipv6(BpfAssembler program, boolean several) {
        program.label("ipv6")
                .jump(R7, LT, SHORTEST6, "leave")
                .loadPacket(B, IP)
                .rsh(R0, 4)
                .jump(R0, NE, 6, "leave")
                .loadPacket(B, IP + 6)
                .jump(R0, NE, Ipv6.ICMPV6, "leave")
                .loadPacket(B, IP + Ipv6.HEADER_LENGTH)
                .jump(R0, NE, Icmp.V6_ECHO_REQUEST, "leave");
        if (several) {
            copy(program, IP + 8, SOURCE, 8);
        }
        copy(program, IP + 24, ClaimedAddresses.address(KEY), 16);
    }

    private static void copy(BpfAssembler program, int from, int stack, int octets) {
        program.mov(R1, R6)
                .mov(R2, from)
                .mov(R3, R10)
                .add(R3, stack)
                .mov(R4, octets)
                .call(BpfHelper.SKB_LOAD_BYTES)
                .jump(R0, NE, 0, "leave");
    }

    /** Short packets get short records: a burst of them finds more room. */
    private static void deliver(BpfAssembler program, ClaimMaps maps, int ring) {
        int counters = ClaimMaps.ofRing(ring);
        program.map(R1, maps.ring(ring))
                .mov(R3, 0)
                .jump(R7, GT, maps.shape().longest(), "leave")
                .jump(R7, GT, ClaimShape.SHORT, "long " + ring)
                .mov(R2, RECORD_PACKET + ClaimShape.SHORT)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, NE, 0, "copy " + ring)
                .jump("full " + ring)
                .label("long " + ring)
                .mov(R2, RECORD_PACKET + maps.shape().longest())
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, EQ, 0, "full " + ring)
                .label("copy " + ring)
                .mov(R8, R0)
                .store(W, R8, RECORD_LENGTH, R7)
                .store(W, R8, RECORD_TCI, R9)
                .mov(R1, R6)
                .mov(R2, 0)
                .mov(R3, R8)
                .add(R3, RECORD_PACKET)
                .mov(R4, R7)
                .call(BpfHelper.SKB_LOAD_BYTES)
                .mov(R1, R8)
                .mov(R2, 0)
                .jump(R0, NE, 0, "discard " + ring)
                .call(BpfHelper.RINGBUF_SUBMIT)
                .mapValue(R1, maps.counters(), counters + ClaimMaps.CLAIMED)
                .mov(R2, 1)
                .atomicAdd(DW, R1, 0, R2)
                .mov(R0, Bpf.TCX_DROP)
                .exit()
                .label("full " + ring)
                .mapValue(R1, maps.counters(), counters + ClaimMaps.FULL)
                .mov(R2, 1)
                .atomicAdd(DW, R1, 0, R2)
                .jump("leave")
                .label("discard " + ring)
                .call(BpfHelper.RINGBUF_DISCARD)
                .jump("leave");
    }
}
