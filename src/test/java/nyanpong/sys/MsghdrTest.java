package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.IfPacket.Auxdata;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Msghdr.Iovec;
import org.junit.jupiter.api.Test;

/** Structures against the offsets that a C compiler gives them on 64-bit Linux, taken from the headers by hand. */
class MsghdrTest {
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment c = arena.allocate(256, 8);

    @Test
    void aControlMessageTakesItsHeaderAndItsDataPaddedToEight() {
        assertEquals(16, Cmsg.space(0));
        assertEquals(24, Cmsg.space(1));
        assertEquals(24, Cmsg.space(8));
        assertEquals(40, Cmsg.space(Auxdata.SIZE));
    }

    @Test
    void putsWhatTheHeaderSays() {
        Cmsg.put(c, 8, 263, 8, 20);
        assertEquals(36, c.get(JAVA_LONG, 8));
        assertEquals(263, c.get(JAVA_INT, 16));
        assertEquals(8, c.get(JAVA_INT, 20));
        assertEquals(20, Cmsg.length(c, 24));
        assertEquals(8 + 24, Cmsg.putInt(c, 8, 0, 2, 64));
        assertEquals(20, c.get(JAVA_LONG, 8));
        assertEquals(64, c.get(JAVA_INT, 24));
        assertEquals(4, Cmsg.length(c, 24));
    }

    @Test
    void findsTheFirstOfAKindBehindOthers() {
        long end = Cmsg.putInt(c, 0, 1, 29, 5);
        Cmsg.put(c, end, 263, 8, 3);
        long wanted = end + Cmsg.HEADER_LENGTH;
        end += Cmsg.space(3);
        Cmsg.putInt(c, end, 263, 8, 7);
        end += Cmsg.space(4);
        assertEquals(wanted, Cmsg.find(c, 0, end, 263, 8));
        assertEquals(16, Cmsg.find(c, 0, end, 1, 29));
        assertEquals(-1, Cmsg.find(c, 0, end, 263, 9));
        assertEquals(-1, Cmsg.find(c, 0, end, 1, 8));
        assertEquals(-1, Cmsg.find(c, 0, Cmsg.space(4), 263, 8), "beyond what the kernel wrote");
        assertEquals(-1, Cmsg.find(c, 0, 0, 1, 29));
        assertEquals(-1, Cmsg.find(c, 0, 15, 1, 29));
    }

    /** The last message's padding is not always counted: cmsg(3). */
    @Test
    void theLastMayLackItsPadding() {
        Cmsg.put(c, 0, 263, 8, 20);
        assertEquals(16, Cmsg.find(c, 0, 36, 263, 8));
        assertEquals(-1, Cmsg.find(c, 0, 36, 263, 9));
    }

    @Test
    void aLengthThatLeadsNowhereEndsTheSearch() {
        for (long length : new long[] {0, 15, -1, Long.MIN_VALUE}) {
            Cmsg.put(c, 0, 1, 2, 4);
            c.set(JAVA_LONG, 0, length);
            assertEquals(-1, Cmsg.find(c, 0, 64, 263, 8));
        }
    }

    @Test
    void fieldsAreWhereTheKernelLooksForThem() {
        MemorySegment m = arena.allocate(64, 8);
        MemorySegment name = arena.allocate(20, 8);
        MemorySegment iovec = arena.allocate(32, 8);
        Iovec.set(iovec, 16, c, 64, 100);
        Msghdr.name(m, 0, name);
        Msghdr.iov(m, 0, iovec, 16);
        Msghdr.control(m, 0, c, 8, 40);
        m.set(JAVA_INT, 48, 0x20);
        m.set(JAVA_INT, 56, 98);
        assertEquals(name.address(), m.get(JAVA_LONG, 0));
        assertEquals(20, m.get(JAVA_INT, 8));
        assertEquals(iovec.address() + 16, m.get(JAVA_LONG, 16));
        assertEquals(1, m.get(JAVA_LONG, 24));
        assertEquals(c.address() + 8, m.get(JAVA_LONG, 32));
        assertEquals(40, m.get(JAVA_LONG, 40));
        assertEquals(0x20, Msghdr.flags(m, 0));
        assertEquals(98, Msghdr.Mmsg.len(m, 0));
        assertEquals(c.address() + 64, iovec.get(JAVA_LONG, 16));
        assertEquals(100, iovec.get(JAVA_LONG, 24));
        Msghdr.namelen(m, 0, 7);
        Msghdr.controllen(m, 0, 24);
        assertEquals(7, m.get(JAVA_INT, 8));
        assertEquals(24, Msghdr.controllen(m, 0));
    }

    /** status 0x51, snaplen and len left out, net 14, tci 0x6064, tpid 0x8100. */
    @Test
    void readsWhatThePacketSocketAdds() {
        byte[] aux = {0x51, 0, 0, 0, 98, 0, 0, 0, 98, 0, 0, 0, 0, 0, 14, 0, 0x64, 0x60, 0, (byte) 0x81};
        MemorySegment.copy(aux, 0, c, JAVA_BYTE, 4, aux.length);
        assertEquals(0x51, Auxdata.status(c, 4));
        assertEquals(0x6064, Auxdata.vlanTci(c, 4));
        assertEquals(0x8100, Auxdata.vlanTpid(c, 4));
    }

    @Test
    void namesThePacketSocketsAddress() {
        MemorySegment address = IfPacket.SockaddrLl.of(arena, IfPacket.ETH_P_ALL, 0x01020304);
        assertEquals(20, address.byteSize());
        assertEquals(17, address.get(JAVA_BYTE, 0));
        assertEquals(0, address.get(JAVA_BYTE, 2), "network order");
        assertEquals(3, address.get(JAVA_BYTE, 3));
        assertEquals(0x01020304, address.get(JAVA_INT, 4));
        address.set(JAVA_BYTE, 10, (byte) 4);
        assertEquals(4, IfPacket.SockaddrLl.pkttype(address, 0));
    }
}
