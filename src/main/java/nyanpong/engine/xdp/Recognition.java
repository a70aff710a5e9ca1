package nyanpong.engine.xdp;

import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
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
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.Xdp;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * For our Ethernet address, untagged or in a VLAN, an echo request: whole, without options or extension headers. Of most packets no more
 * than this is seen. Leaves their session's key on the stack, and R7 at the packet, of which the headers may be touched.
 */
final class Recognition {
    private static final int IP = Ethernet.HEADER_LENGTH;
    static final int HEADERS4 = IP + Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    static final int HEADERS6 = IP + Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;

    private static final int FRAGMENT_BITS = 0x3fff;

    private Recognition() {}

    static void emit(BpfAssembler program, XdpMaps maps) {
        link(program, maps);
        ipv4(program);
        ipv6(program);
        program.label("recognised");
    }

    private static void link(BpfAssembler program, XdpMaps maps) {
        program.mov(R6, R1)
                .load(W, R7, R6, Xdp.Md.DATA)
                .load(W, R1, R6, Xdp.Md.DATA_END)
                .mov(R2, R7)
                .add(R2, HEADERS4)
                .jump(R2, GT, R1, "pass")
                .mapValue(R4, maps.self(), 0)
                .load(W, R2, R7, 0)
                .load(W, R3, R4, 0)
                .jump(R2, NE, R3, "pass")
                .load(H, R2, R7, 4)
                .load(W, R3, R4, 4)
                .jump(R2, NE, R3, "pass")
                .store(DW, R10, DrawingProgram.TAGGED, 0)
                .load(H, R2, R7, 12)
                .bigEndian(R2, 16)
                .jump(R2, EQ, Ethernet.IPV4, "ipv4")
                .jump(R2, EQ, Ethernet.IPV6, "ipv6")
                .jump(R2, NE, Ethernet.VLAN, "pass");
        // The tag's number must be one that is ours, or none; then the EtherType is 4 octets on, and so is all else.
        program.load(H, R2, R7, 14)
                .bigEndian(R2, 16)
                .and(R2, 0xfff)
                .jump(R2, EQ, 0, "tagged")
                .store(W, R10, DrawingProgram.INDEX, R2)
                .map(R1, maps.claim().vlans())
                .mov(R2, R10)
                .add(R2, DrawingProgram.INDEX)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "pass")
                .label("tagged")
                .store(DW, R10, DrawingProgram.TAGGED, 1)
                .add(R7, Ethernet.TAG_LENGTH)
                .load(W, R1, R6, Xdp.Md.DATA_END)
                .mov(R2, R7)
                .add(R2, HEADERS4)
                .jump(R2, GT, R1, "pass")
                .load(H, R2, R7, 12)
                .bigEndian(R2, 16)
                .jump(R2, EQ, Ethernet.IPV6, "ipv6")
                .jump(R2, NE, Ethernet.IPV4, "pass");
    }

    private static void ipv4(BpfAssembler program) {
        program.label("ipv4")
                .load(B, R2, R7, IP)
                .jump(R2, NE, 0x45, "pass")
                .load(B, R2, R7, IP + 9)
                .jump(R2, NE, Ipv4.ICMP, "pass")
                .load(B, R2, R7, IP + 20)
                .jump(R2, NE, Icmp.ECHO_REQUEST, "pass")
                .load(H, R2, R7, IP + 6)
                .bigEndian(R2, 16)
                .jump(R2, SET, FRAGMENT_BITS, "pass")
                // ::ffff:a.b.c.d, as wire.Prefix has it
                .store(DW, R10, DrawingProgram.KEY, 0)
                .store(W, R10, DrawingProgram.KEY + 8, 0xffff0000)
                .load(W, R2, R7, IP + 12)
                .store(W, R10, DrawingProgram.KEY + 12, R2)
                .store(DW, R10, DrawingProgram.KEY_DESTINATION, 0)
                .store(W, R10, DrawingProgram.KEY_DESTINATION + 8, 0xffff0000)
                .load(W, R2, R7, IP + 16)
                .store(W, R10, DrawingProgram.KEY_DESTINATION + 12, R2)
                .load(H, R2, R7, IP + 24)
                .store(H, R10, DrawingProgram.KEY_IDENTIFIER, R2)
                .store(H, R10, DrawingProgram.KEY_SIX, 0)
                .jump("recognised");
    }

    private static void ipv6(BpfAssembler program) {
        program.label("ipv6")
                .mov(R2, R7)
                .add(R2, HEADERS6)
                .jump(R2, GT, R1, "pass")
                .load(B, R2, R7, IP)
                .rsh(R2, 4)
                .jump(R2, NE, 6, "pass")
                .load(B, R2, R7, IP + 6)
                .jump(R2, NE, Ipv6.ICMPV6, "pass")
                .load(B, R2, R7, IP + 40)
                .jump(R2, NE, Icmp.V6_ECHO_REQUEST, "pass");
        for (int i = 0; i < 32; i += 8) {
            program.load(DW, R2, R7, IP + 8 + i).store(DW, R10, DrawingProgram.KEY + i, R2);
        }
        program.load(H, R2, R7, IP + 44)
                .store(H, R10, DrawingProgram.KEY_IDENTIFIER, R2)
                .store(H, R10, DrawingProgram.KEY_SIX, 1);
    }
}
