package nyanpong.engine.xsk;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGE;
import static nyanpong.sys.BpfCondition.SLE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.engine.ClaimedAddresses;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.Xdp;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * What decides in the driver, or behind it, whether a packet is claimed: as {@code engine.ClaimProgram} does for takeover {@code
 * tcx}, but for a tag in the packet, which is the kernel's. Claiming is delivering: a packet is claimed only where there is room for
 * it in the ring of its queue's socket, and where somebody has read it within {@link #PATIENCE_NANOS}; else the kernel keeps it,
 * and answers.
 *
 * <pre>
 * R6 the context   R7 the packet   R8 the queue's record of XskMaps   R9 the packet's end, later R6's queue
 * stack: -24 the key of ClaimedAddresses; -28 the queue (32 bits)
 * </pre>
 */
final class XskProgram {
    static final String NAME = "nyanpong_xsk";

    /** How long packets may wait before the kernel answers in our place: more than a busy machine's thread waits for its turn. */
    static final int PATIENCE_NANOS = 100_000_000;

    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int SHORTEST4 = IP + Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int SHORTEST6 = IP + Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int FRAGMENT_BITS = 0x3fff;

    private static final int KEY = -24;
    private static final int QUEUE = -28;

    private XskProgram() {}

    static BpfAssembler of(XskMaps maps, XskShape shape) {
        return of(maps, shape, Xdp.XDP_PASS);
    }

    /** @param withoutSocket what becomes of a packet that would be claimed, but whose queue has no socket */
    static BpfAssembler of(XskMaps maps, XskShape shape, int withoutSocket) {
        BpfAssembler program = new BpfAssembler();
        link(program);
        ipv4(program);
        ipv6(program);
        maps.addresses().require(program.label("destination"), KEY, "leave");
        length(program, shape.longest());
        queue(program, maps);
        patience(program);
        deliver(program, maps, withoutSocket);
        return program;
    }

    /** IP, untagged, and not too short. */
    private static void link(BpfAssembler program) {
        program.mov(R6, R1)
                .load(W, R7, R6, Xdp.Md.DATA)
                .load(W, R9, R6, Xdp.Md.DATA_END)
                .mov(R0, R7)
                .add(R0, SHORTEST4)
                .jump(R0, GT, R9, "leave")
                .load(H, R0, R7, 12)
                .bigEndian(R0, 16)
                .jump(R0, EQ, Ethernet.IPV6, "ipv6")
                .jump(R0, NE, Ethernet.IPV4, "leave");
    }

    /** Without options, whole, an echo request. */
    private static void ipv4(BpfAssembler program) {
        program.load(B, R0, R7, IP)
                .jump(R0, NE, 0x45, "leave")
                .load(B, R0, R7, IP + 9)
                .jump(R0, NE, Ipv4.ICMP, "leave")
                .load(H, R0, R7, IP + 6)
                .bigEndian(R0, 16)
                .jump(R0, SET, FRAGMENT_BITS, "leave")
                .load(B, R0, R7, IP + Ipv4.HEADER_LENGTH)
                .jump(R0, NE, Icmp.ECHO_REQUEST, "leave")
                .load(W, R0, R7, IP + 16);
        ClaimedAddresses.putIpv4(program, KEY, R0);
        program.jump("destination");
    }

    /** Without extension headers, an echo request. */
    private static void ipv6(BpfAssembler program) {
        program.label("ipv6")
                .mov(R0, R7)
                .add(R0, SHORTEST6)
                .jump(R0, GT, R9, "leave")
                .load(B, R0, R7, IP)
                .rsh(R0, 4)
                .jump(R0, NE, 6, "leave")
                .load(B, R0, R7, IP + 6)
                .jump(R0, NE, Ipv6.ICMPV6, "leave")
                .load(B, R0, R7, IP + Ipv6.HEADER_LENGTH)
                .jump(R0, NE, Icmp.V6_ECHO_REQUEST, "leave");
        for (int at = 0; at < 16; at += 4) {
            program.load(W, R0, R7, IP + 24 + at).store(W, R10, ClaimedAddresses.address(KEY) + at, R0);
        }
    }

    /** Not longer than a chunk holds. Its data may go on beyond their end, where a driver has it in pieces. */
    private static void length(BpfAssembler program, int longest) {
        program.mov(R1, R6).call(BpfHelper.XDP_GET_BUFF_LEN).jump(R0, GT, longest, "leave");
    }

    /** By a queue that is served, and for the interface's Ethernet address. */
    private static void queue(BpfAssembler program, XskMaps maps) {
        program.load(W, R9, R6, Xdp.Md.RX_QUEUE_INDEX)
                .store(W, R10, QUEUE, R9)
                .map(R1, maps.records())
                .mov(R2, R10)
                .add(R2, QUEUE)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "leave")
                .mov(R8, R0)
                .load(W, R0, R7, 0)
                .load(W, R1, R8, XskMaps.LINK_ADDRESS)
                .jump(R0, NE, R1, "leave")
                .load(H, R0, R7, 4)
                .load(H, R1, R8, XskMaps.LINK_ADDRESS + 4)
                .jump(R0, NE, R1, "leave");
    }

    /**
     * The reader is taken to be alive where its beat is another one than at the last packet; else it has {@link #PATIENCE_NANOS} from
     * then on. Two processors that do this at once write the same, or nearly.
     */
    private static void patience(BpfAssembler program) {
        program.call(BpfHelper.KTIME_GET_NS)
                .load(DW, R1, R8, XskMaps.BEAT)
                .load(DW, R2, R8, XskMaps.READER)
                .jump(R1, NE, R2, "alive")
                .load(DW, R2, R8, XskMaps.SEEN_ALIVE)
                .sub(R0, R2)
                .jump(R0, SLE, PATIENCE_NANOS, "room") // below 0 where another processor was later
                .mov(R0, R8)
                .add(R0, XskMaps.LATE)
                .jump("count and leave")
                .label("alive")
                .store(DW, R8, XskMaps.READER, R1)
                .store(DW, R8, XskMaps.SEEN_ALIVE, R0);
    }

    private static void deliver(BpfAssembler program, XskMaps maps, int withoutSocket) {
        program.label("room")
                .load(DW, R1, R8, XskMaps.CLAIMED)
                .load(DW, R2, R8, XskMaps.LIMIT)
                .sub(R1, R2)
                .jump(R1, SGE, 0, "full")
                .map(R1, maps.sockets())
                .mov(R2, R9)
                .mov(R3, withoutSocket)
                .call(BpfHelper.REDIRECT_MAP)
                .jump(R0, EQ, Xdp.XDP_PASS, "leave")
                .mov(R1, 1)
                .atomicAdd(DW, R8, XskMaps.CLAIMED, R1)
                .exit()
                .label("full")
                .mov(R0, R8)
                .add(R0, XskMaps.FULL)
                .label("count and leave")
                .mov(R1, 1)
                .atomicAdd(DW, R0, 0, R1)
                .label("leave")
                .mov(R0, Xdp.XDP_PASS)
                .exit();
    }
}
