package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import nyanpong.support.BpfInterpreter;
import org.junit.jupiter.api.Test;

class SockFilterTest {
    /** What {@code tcpdump -ddd 'icmp[icmptype] == 8'} printed, tcpdump 4.99, libpcap 1.10. */
    @Test
    void assemblesWhatTcpdumpDoes() {
        SockFilter filter = new SockFilter()
                .ldh(12)
                .jumpEqual(0x800, "ip", "drop")
                .label("ip")
                .ldb(23)
                .jumpEqual(1, "icmp", "drop")
                .label("icmp")
                .ldh(20)
                .jumpSet(0x1fff, "drop", "whole")
                .label("whole")
                .ldxHeaderLength(14)
                .ldbIndexed(14)
                .jumpEqual(8, "take", "drop")
                .label("take")
                .ret(0x40000)
                .label("drop")
                .ret(0);
        assertEquals("""
                40 0 0 12
                21 0 8 2048
                48 0 0 23
                21 0 6 1
                40 0 0 20
                69 4 0 8191
                177 0 0 14
                80 0 0 14
                21 0 1 8
                6 0 0 262144
                6 0 0 0
                """, new BpfInterpreter(filter).listing());
    }

    /** The rest, from the codes of {@code <linux/bpf_common.h>} by hand. */
    @Test
    void assemblesTheOtherInstructions() {
        SockFilter filter = new SockFilter()
                .ldLength()
                .jumpGreater(60, "long", "short")
                .label("short")
                .jump("drop")
                .label("long")
                .ld(SockFilter.SKF_AD_IFINDEX)
                .and(0xffff_0000)
                .jumpEqual(-1, "drop", "take")
                .label("take")
                .ret(-1)
                .label("drop")
                .ret(0);
        assertEquals("""
                128 0 0 0
                37 1 0 60
                5 0 0 4
                32 0 0 4294963208
                84 0 0 4294901760
                21 1 0 4294967295
                6 0 0 4294967295
                6 0 0 0
                """, new BpfInterpreter(filter).listing());
    }

    /** What chooses, instead of delivering; by hand, too. */
    @Test
    void assemblesArithmetic() {
        SockFilter program = new SockFilter()
                .xor(-1)
                .tax()
                .rsh(16)
                .xorIndex()
                .mul(0x85ebca6b)
                .mod(3)
                .add(7)
                .retA();
        assertEquals("""
                164 0 0 4294967295
                7 0 0 0
                116 0 0 16
                172 0 0 0
                36 0 0 2246822507
                148 0 0 3
                4 0 0 7
                22 0 0 0
                """, new BpfInterpreter(program).listing());
    }

    @Test
    void refusesLabelsThatAreNotFurtherOn() {
        assertRefused(new SockFilter().jump("nowhere").ret(0));
        assertRefused(new SockFilter().label("back").ldh(0).jump("back"));
        assertRefused(new SockFilter()
                .label("self")
                .jumpEqual(1, "self", "next")
                .label("next")
                .ret(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SockFilter().label("twice").ret(0).label("twice"));
    }

    /** A conditional jump holds its distance in eight bits. */
    @Test
    void jumpsAsFarAsEightBitsReach() {
        assertEquals(
                "21 255 0 1\n",
                new BpfInterpreter(far(255)).listing().lines().findFirst().orElseThrow() + "\n");
        assertRefused(far(256));
    }

    private static SockFilter far(int over) {
        SockFilter filter = new SockFilter().jumpEqual(1, "far", "near").label("near");
        for (int i = 0; i < over; i++) {
            filter.ldb(0);
        }
        return filter.label("far").ret(0);
    }

    private static void assertRefused(SockFilter filter) {
        try (Arena arena = Arena.ofConfined()) {
            assertThrows(IllegalArgumentException.class, () -> filter.assemble(arena));
        }
    }
}
