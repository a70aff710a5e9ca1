package nyanpong.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Golden packets come from Python's struct, never from this code. Segments end where the packet does: over-reads throw. */
class MatchTest {
    private static final String V4_REQUEST =
            "450000241d2c000040017171 c0000201 c6336407 0800 3690 1234 0005 abcdabcdabcdabcd";
    private static final byte[] V4_REPLY =
            hex("450000241d2c000040017171 c6336407 c0000201 0000 3e90 1234 0005 abcdabcdabcdabcd");
    private static final byte[] V4_UNREACHABLE =
            hex("450000401d2c000040015f86 cb007109 c0000201 0301 fcfe 00000000" + V4_REQUEST);
    private static final String V6_REQUEST = "6000000000103a40 20010db8000000000000000000000001"
            + "20010db8000100000000000000000007 8000 62ca 1234 0005 abcdabcdabcdabcd";
    private static final byte[] V6_REPLY = hex("8100 61ca 1234 0005 abcdabcdabcdabcd");
    private static final byte[] V6_EXCEEDED = hex("0300 0701 00000000" + V6_REQUEST);
    private static final byte[] V6_EXCEEDED_FRAGMENT = hex("0300 3d52 00000000 6000000000182c40"
            + "20010db8000000000000000000000001 20010db8000100000000000000000007"
            + "3a000001deadbeef 8000 62ca 1234 0005 abcdabcdabcdabcd");

    private static final int IP = 20;
    private static final int QUOTED = 8;
    private static final int SEQUENCE = 5;
    private static final byte[] ROUTER_V4 = address("203.0.113.9");
    private static final byte[] TARGET_V6 = address("2001:db8:1::7");
    private static final byte[] ROUTER_V6 = address("2001:db8:2::9");

    private final Match four = match("198.51.100.7");
    private final Match six = match("2001:db8:1::7");

    @Test
    void repliesFromTheTargetMatch() {
        assertEquals(Glyph.REPLY, ipv4(V4_REPLY));
        assertEquals(Glyph.REPLY, ipv6(V6_REPLY, TARGET_V6));
    }

    @Test
    void errorsThatQuoteTheRequestMatchWhoeverSendsThem() {
        assertEquals(Glyph.UNREACHABLE, ipv4(V4_UNREACHABLE));
        assertEquals(Glyph.TIME_EXCEEDED, ipv6(V6_EXCEEDED, ROUTER_V6));
        assertEquals(Glyph.TIME_EXCEEDED, ipv6(V6_EXCEEDED_FRAGMENT, ROUTER_V6));
    }

    @Test
    void answersToOtherRequestsDoNot() {
        assertNull(four.ipv4(nativeCopy(V4_REPLY), V4_REPLY.length, SEQUENCE + 1));
        assertNull(four.ipv4(nativeCopy(V4_UNREACHABLE), V4_UNREACHABLE.length, SEQUENCE + 1));
        assertNull(match("198.51.100.8").ipv4(nativeCopy(V4_REPLY), V4_REPLY.length, SEQUENCE));
        assertNull(match("198.51.100.8").ipv4(nativeCopy(V4_UNREACHABLE), V4_UNREACHABLE.length, SEQUENCE));
        assertNull(ipv6(V6_REPLY, ROUTER_V6));
    }

    /** One flipped bit ends a match, unless it is in a field that does not matter. */
    @Test
    void everyBitThatMattersIsLookedAt() {
        // Type of service, identification, flags, TTL, header checksum (the kernel's to verify), our own address.
        IntPredicate free = i -> i == 1 || in(i, 4, 9) || in(i, 10, 12) || in(i, 16, IP);
        flipEachBit(V4_REPLY, (p, bit) -> {
            Glyph glyph = ipv4(p);
            assertEquals(free.test(bit / 8) ? Glyph.REPLY : null, glyph, () -> "bit " + bit);
        });
        flipEachBit(V4_UNREACHABLE, (p, bit) -> {
            boolean matters = !free.test(bit / 8) && !in(bit / 8, 12, 16); // anyone may have sent it
            assertEquals(matters ? null : Glyph.UNREACHABLE, ipv4(p), () -> "bit " + bit);
        });
    }

    /** As above where the checksum has been made good again: the quoted request itself is looked at. */
    @Test
    void everyBitOfTheQuotedRequestThatMattersIsLookedAt() {
        byte[] message = Arrays.copyOfRange(V4_UNREACHABLE, IP, V4_UNREACHABLE.length);
        flipEachBit(message, (p, bit) -> {
            int at = bit / 8 - QUOTED;
            boolean offset = in(bit, 8 * (QUOTED + 6), 8 * (QUOTED + 6) + 5) || at == 7;
            boolean matters = at == 0 || offset || at == 9 || in(at, 16, 22) || in(at, 24, 28);
            if (at >= 0) {
                Glyph glyph = four.message(nativeCopy(p), 0, p.length, nativeCopy(ROUTER_V4), 0, SEQUENCE);
                assertEquals(matters ? null : Glyph.UNREACHABLE, glyph, () -> "bit " + bit);
            }
        });
        flipEachBit(V6_EXCEEDED, (p, bit) -> {
            int at = bit / 8 - QUOTED;
            boolean version = at == 0 && bit % 8 >= 4;
            boolean matters = version || at == 6 || in(at, 24, 42) || in(at, 44, 48);
            if (at >= 0) {
                assertEquals(matters ? null : Glyph.TIME_EXCEEDED, ipv6(p, ROUTER_V6), () -> "bit " + bit);
            }
        });
    }

    @Test
    void whatIsCutShortNeverThrowsAndMatchesOnlyWithTheWholeEchoHeader() {
        for (int length = 0; length < V4_UNREACHABLE.length; length++) {
            assertNull(ipv4(Arrays.copyOf(V4_UNREACHABLE, length)));
        }
        for (int length = 0; length < V6_EXCEEDED.length; length++) {
            Glyph glyph = ipv6(Arrays.copyOf(V6_EXCEEDED, length), ROUTER_V6);
            assertEquals(length < QUOTED + 40 + 8 ? null : Glyph.TIME_EXCEEDED, glyph);
        }
    }

    @Test
    void laterFragmentsAreNoRequests() {
        byte[] later = V6_EXCEEDED_FRAGMENT.clone();
        later[QUOTED + 40 + 3] |= 8;
        assertNull(ipv6(later, ROUTER_V6));
    }

    @Test
    void noiseNeverThrows() {
        Random random = new Random(42);
        byte[][] seeds = {V4_REPLY, V4_UNREACHABLE, V6_EXCEEDED, V6_EXCEEDED_FRAGMENT};
        for (int i = 0; i < 20_000; i++) {
            byte[] p = seeds[i % seeds.length].clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                p[random.nextInt(p.length)] ^= (byte) (1 << random.nextInt(8));
            }
            p = Arrays.copyOf(p, random.nextInt(p.length + 1));
            ipv4(p);
            ipv6(p, ROUTER_V6);
            four.message(nativeCopy(p), 0, p.length, nativeCopy(ROUTER_V4), 0, SEQUENCE);
        }
    }

    @Test
    void ourOwnKernelsUnreachableIsNoAnswerButPingingOurselvesIsAsGoodAsAnyone() {
        byte[] message = Arrays.copyOfRange(V4_UNREACHABLE, IP, V4_UNREACHABLE.length);
        MemorySegment ourselves = nativeCopy(address("192.0.2.1"));
        assertNull(four.message(nativeCopy(message), 0, message.length, ourselves, 0, SEQUENCE));

        System.arraycopy(address("192.0.2.1"), 0, message, QUOTED + 16, 4);
        Glyph glyph = match("192.0.2.1").message(nativeCopy(message), 0, message.length, ourselves, 0, SEQUENCE);
        assertEquals(Glyph.UNREACHABLE, glyph);
    }

    private static boolean in(int i, int from, int to) {
        return i >= from && i < to;
    }

    private interface Check {
        void accept(byte[] mutant, int bit);
    }

    private static void flipEachBit(byte[] packet, Check check) {
        for (int bit = 0; bit < packet.length * 8; bit++) {
            byte[] mutant = packet.clone();
            mutant[bit / 8] ^= (byte) (1 << bit % 8);
            check.accept(mutant, bit);
        }
    }

    private Glyph ipv4(byte[] packet) {
        return four.ipv4(nativeCopy(packet), packet.length, SEQUENCE);
    }

    private Glyph ipv6(byte[] message, byte[] source) {
        return six.message(nativeCopy(message), 0, message.length, nativeCopy(source), 0, SEQUENCE);
    }

    private static MemorySegment nativeCopy(byte[] bytes) {
        return Arena.ofAuto()
                .allocate(Math.max(1, bytes.length))
                .asSlice(0, bytes.length)
                .copyFrom(MemorySegment.ofArray(bytes));
    }

    private static Match match(String target) {
        try {
            return new Match(InetAddress.getByName(target), 0x1234);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hex(String s) {
        return HexFormat.of().parseHex(s.replace(" ", ""));
    }
}
