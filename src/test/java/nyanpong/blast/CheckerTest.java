package nyanpong.blast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import nyanpong.blast.Checker.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden packets come from Python's struct: number 5 of a run whose first identifier is 0x1234, and what answers it. */
class CheckerTest {
    private static final String REQUEST =
            "020000000002020000000001080045000022000000004001f6d7c0000201c00002020800e25d12340005abcdabcdabcd";
    private static final String REPLY =
            "020000000001020000000002080045000022beef00003d013ae8c0000202c00002010000ea5d12340005abcdabcdabcd";
    private static final String ERROR =
            "02000000000102000000000208004500003ebeef00003d013accc0000202c00002010301fcfe00000000"
                    + "45000022000000004001f6d7c0000201c00002020800e25d12340005abcdabcdabcd";
    private static final String REQUEST6 =
            "02000000000202000000000186dd60000000000e3a4020010db80000000000000000000000012001"
                    + "0db800000000000000000000000280000ea012340005abcdabcdabcd";
    private static final String REPLY6 =
            "02000000000102000000000286dd60000000000e3a4020010db80000000000000000000000022001"
                    + "0db800000000000000000000000181000da012340005abcdabcdabcd";
    private static final String ERROR6 =
            "02000000000102000000000286dd60000000003e3a4020010db80000000000000000000000022001"
                    + "0db8000000000000000000000001010309090000000060000000000e3a4020010db80000000000000000000000012001"
                    + "0db800000000000000000000000280000ea012340005abcdabcdabcd";
    private static final int GREETING = 0x1233;
    private static final int NUMBER = 5;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void writesTheRequestOfANumber() {
        for (String wanted : new String[] {REQUEST, REQUEST6}) {
            Requests requests = requests(wanted.equals(REQUEST6), Plan.Data.CISCO);
            MemorySegment p = arena.allocate(requests.length());
            requests.write(p, 0, NUMBER);
            assertEquals(wanted, HexFormat.of().formatHex(p.toArray(ValueLayout.JAVA_BYTE)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {REPLY, ERROR, REPLY6, ERROR6})
    void takesAnAnswer(String answer) {
        Checker checker = checker(answer);
        byte[] p = HexFormat.of().parseHex(answer);
        assertEquals(Fault.NONE, judge(checker, p));
        assertEquals(NUMBER, checker.number());
        assertEquals(answer.equals(ERROR) || answer.equals(ERROR6), checker.isError());
    }

    /** But for an IPv6 flow label, class and hop limit, which an answer may choose and no checksum covers. */
    @ParameterizedTest
    @ValueSource(strings = {REPLY, ERROR, REPLY6, ERROR6})
    void findsEachWrongOctet(String answer) {
        boolean six = answer.equals(REPLY6) || answer.equals(ERROR6);
        boolean error = answer.equals(ERROR) || answer.equals(ERROR6);
        Checker checker = checker(answer);
        for (int i = 0; i < answer.length() / 2; i++) {
            boolean free = six && ((i >= 15 && i < 18) || i == 21);
            boolean sender = error && i >= 6 && i < 12; // an error may come by another router
            for (int bit = 0; bit < 8; bit++) {
                byte[] p = HexFormat.of().parseHex(answer);
                p[i] ^= (byte) (1 << bit);
                if (free || sender || (six && i == 14 && bit < 4)) {
                    continue;
                }
                assertNotEquals(Fault.NONE, judge(checker, p), "bit " + bit + " of octet " + i);
            }
        }
    }

    /** The sum is right again where two words change places: only the comparison of octets finds that. */
    @Test
    void findsWordsThatHaveChangedPlaces() {
        Requests requests = requests(false, Plan.Data.RANDOM);
        MemorySegment request = arena.allocate(requests.length());
        requests.write(request, 0, NUMBER);
        byte[] p = HexFormat.of().parseHex(REPLY);
        byte[] asked = request.toArray(ValueLayout.JAVA_BYTE);
        System.arraycopy(asked, 42, p, 42, 6);
        int sum = ((asked[36] & 0xff) << 8 | (asked[37] & 0xff)) + 0x800;
        sum = (sum & 0xffff) + (sum >> 16);
        p[36] = (byte) (sum >> 8);
        p[37] = (byte) sum;
        Checker checker = new Checker(arena, requests, GREETING);
        assertEquals(Fault.NONE, judge(checker, p));
        System.arraycopy(asked, 42, p, 44, 2);
        System.arraycopy(asked, 44, p, 42, 2);
        assertEquals(Fault.DATA, judge(checker, p));
    }

    @Test
    void knowsGreetingsOthersAndWhatWasNeverAsked() {
        Checker checker = checker(REPLY);
        assertEquals(Fault.UNASKED, judge(checker, HexFormat.of().parseHex(REPLY), NUMBER));
        assertEquals(Fault.OTHERS, judge(checker, HexFormat.of().parseHex(REPLY.replace("12340005", "77770005"))));
        assertEquals(Fault.NONE, judge(checker, HexFormat.of().parseHex(REPLY.replace("12340005", "12330005"))));
        assertEquals(-1, checker.number());
        byte[] padded = HexFormat.of().parseHex(REPLY + "0000");
        assertEquals(Fault.LENGTH, judge(checker, padded));
    }

    @Test
    void noTwoRequestsAreAlike() {
        Requests requests = requests(false, Plan.Data.RANDOM);
        assertEquals(1, requests.number(0, 0x1234, 1));
        assertEquals(65_536, requests.number(0, 0x1235, 0));
        assertEquals(0xffff, requests.sequence(0xffff));
        assertEquals(0x1235, requests.identifier(0x1ffff));
        MemorySegment a = arena.allocate(requests.length());
        MemorySegment b = arena.allocate(requests.length());
        requests.write(a, 0, 7);
        requests.write(b, 0, 7);
        assertTrue(a.mismatch(b) < 0);
        requests.write(b, 0, 8);
        assertFalse(a.mismatch(b) < 0);
    }

    private Checker checker(String answer) {
        return new Checker(arena, requests(answer.contains("86dd60"), Plan.Data.CISCO), GREETING);
    }

    private Requests requests(boolean six, Plan.Data data) {
        InetAddress target = InetAddress.ofLiteral(six ? "2001:db8::2" : "192.0.2.2");
        InetAddress source = InetAddress.ofLiteral(six ? "2001:db8::1" : "192.0.2.1");
        List<Target> targets = List.of(new Target(target, source, 0x020000000002L));
        return new Requests(arena, 0x020000000001L, targets, six ? 54 : 34, data, 0x1234, 99);
    }

    private Fault judge(Checker checker, byte[] p) {
        return judge(checker, p, NUMBER + 1);
    }

    private Fault judge(Checker checker, byte[] p, long sent) {
        MemorySegment at3 = arena.allocate(3 + p.length);
        MemorySegment.copy(p, 0, at3, ValueLayout.JAVA_BYTE, 3, p.length);
        return checker.judge(at3, 3, p.length, sent);
    }
}
