package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.Xdp;

/**
 * The program that draws: it runs in the kernel, at the XDP hook, on every packet that an interface receives, and answers those echo
 * requests that it knows how to. It is written in parts, one idea each, that follow one another as a packet meets them:
 *
 * <pre>
 * Recognition   is it an echo request?                                no: pass
 * Acquaintance  is it one of a session that Java has opened?          no: ask
 * Validation    are its lengths and checksums right?                  no: ask
 * Position      which cell of the picture is it, and what is there?   Java's to say: ask
 * Reply, Shift, Unreachable, silence: limits, the rewrite in place    out where it came in, or dropped
 * Asking        the packet is copied into a ring that Java reads;     no room, nobody reads: pass
 * </pre>
 *
 * "pass": the kernel goes on with the packet as if we were not there, and so answers a ping itself. A packet is written to only
 * when nothing can fail any more, so that at any doubt before that the way to "ask" and "pass" is open.
 *
 * <pre>
 * R6  the context, an xdp_md                   R8  the session's entry: SessionEntry
 * R7  the packet; behind a VLAN tag, 4 on      R9  this processor's desk: the ICMP message is copied there
 * R0 to R5 are for the moment: calls use them.
 *
 * the stack, from R10 down, in octets: its names are below. The parts in Java are functions that write instructions one after another; what
 * the verifier knows of a register (this points at 62 octets of the packet, that is less than 2048) it knows by the jumps on the way
 * there, so each bound is tested where it is used.
 * </pre>
 */
final class DrawingProgram {
    static final String NAME = "nyanpong_xdp";

    /** The key of the session: source, destination (128 bits each), identifier (16), 1 where it is IPv6 (16). */
    static final int KEY = -40;

    static final int KEY_DESTINATION = KEY + SessionEntry.KEY_DESTINATION;
    static final int KEY_IDENTIFIER = KEY + SessionEntry.KEY_IDENTIFIER;
    static final int KEY_SIX = KEY + SessionEntry.KEY_SIX;

    /** The key of the map of addresses: a prefix length (32 bits), an address (128). */
    static final int PREFIX = -64;

    /** {@code bpf_ktime_get_coarse_ns()} at this packet, 64 bits, as all that follow but where it says otherwise. */
    static final int NOW = -72;

    /** Octets of the ICMP message. */
    static final int LENGTH = -80;

    /** What the ICMP message sums to without its type and checksum; not folded. */
    static final int SUM = -88;

    /** What the IPv6 addresses and the next header sum to, for the pseudo-header; 0 for IPv4. */
    static final int PSEUDO = -96;

    /** The cell's {@link nyanpong.score.Answer}. */
    static final int ANSWER = -104;

    /** The sequence number, beyond 16 bits. */
    static final int EXTENDED = -112;

    /** Points at the shelf in force: {@link Shelf}. */
    static final int SHELF = -120;

    /** The ICMP message's first four octets, as they came. */
    static final int FIRST_WORD = -128;

    /** Octets of the datagram that leaves. */
    static final int TOTAL = -136;

    /** 1 where the packet had a VLAN tag. */
    static final int TAGGED = -144;

    /** The Ethernet header's two addresses, swapped, 6 octets each. */
    static final int TO = -160;

    static final int FROM = -152;

    /** What is to be known of the IP header once it has moved. */
    static final int WORD = -168;

    /** A new time stamp: 16 octets. */
    static final int TIME = -184;

    /** Which cell, counted from the session's first. */
    static final int POSITION = -192;

    /** Octets of the ICMP message that an error quotes. */
    static final int QUOTED = -200;

    /** An error's checksum. */
    static final int CHECKSUM = -208;

    /** A map's key, 32 bits. */
    static final int INDEX = -212;

    /** A reply's time to live, 32 bits. */
    static final int TTL = -216;

    private DrawingProgram() {}

    static BpfAssembler of(XdpMaps maps) {
        BpfAssembler program = new BpfAssembler();
        Recognition.emit(program, maps);
        Acquaintance.emit(program, maps);
        Validation.emit(program);
        Position.emit(program, maps);
        Decision.emit(program);
        Shift.emit(program);
        Reply.emit(program);
        Unreachable.emit(program);
        Counting.emit(program, maps);
        Asking.emit(program, maps);
        Admission.emit(program, maps);
        Identification.emit(program, maps);
        Sums.emit(program);
        return program;
    }

    /** {@code R1 = the context, R7 = its packet}, of which the first so many octets may be touched; else to the label. */
    static void packet(BpfAssembler program, int octets, String otherwise) {
        program.load(W, R7, R6, Xdp.Md.DATA)
                .load(W, R1, R6, Xdp.Md.DATA_END)
                .mov(R2, R7)
                .add(R2, octets)
                .jump(R2, GT, R1, otherwise);
    }
}
