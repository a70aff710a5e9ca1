package nyanpong.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final long MILLI = 1_000_000;

    private final StringWriter written = new StringWriter();
    private final Transcript transcript = new Transcript(new PrintWriter(written));
    private final Statistics statistics = new Statistics();

    @Test
    void readsAsIosWritesIt() {
        transcript.begin(options("192.0.2.1"));
        for (long millis : new long[] {1, 2, 4, 2, 1}) {
            count(Glyph.REPLY, millis * MILLI);
        }
        transcript.end(statistics);
        assertEquals("""
                Type escape sequence to abort.
                Sending 5, 100-byte ICMP Echos to 192.0.2.1, timeout is 2 seconds:
                !!!!!
                Success rate is 100 percent (5/5), round-trip min/avg/max = 1/2/4 ms
                """, written.toString());
    }

    @Test
    void ipv6AddressesAreInCapitalsWithoutTheirZone() {
        transcript.begin(options("2001:db8::c0a8:101"));
        assertTrue(written.toString().contains("-byte ICMP Echos to 2001:DB8::C0A8:101, timeout"));
        transcript.begin(options("fe80::a%1"));
        assertTrue(written.toString().contains("-byte ICMP Echos to FE80::A, timeout"));
    }

    @Test
    void withoutRepliesThereAreNoTimes() {
        for (int i = 0; i < 5; i++) {
            count(Glyph.TIMEOUT, 2000 * MILLI);
        }
        transcript.end(statistics);
        assertEquals(".....\nSuccess rate is 0 percent (0/5)\n", written.toString());
    }

    @Test
    void anAbortAtOnceDividesByNothing() {
        transcript.end(statistics);
        assertEquals("Success rate is 0 percent (0/0)\n", written.toString());
    }

    @Test
    void linesBreakAfterSeventyAndNeverLeaveAnEmptyOne() {
        for (int i = 0; i < 70; i++) {
            count(i == 69 ? Glyph.UNREACHABLE : Glyph.REPLY, MILLI);
        }
        assertEquals("!".repeat(69) + "U\n", written.toString());
        count(Glyph.TIME_EXCEEDED, MILLI);
        assertEquals("!".repeat(69) + "U\n&", written.toString());
    }

    @Test
    void seventyInAllAreFollowedByTheStatistics() {
        for (int i = 0; i < 70; i++) {
            count(Glyph.REPLY, MILLI);
        }
        transcript.end(statistics);
        assertTrue(written.toString().contains("!\nSuccess"), written::toString);
    }

    @Test
    void percentagesAreCutAndTimesOfErrorsDoNotCount() {
        count(Glyph.REPLY, 3 * MILLI);
        count(Glyph.REPLY, 4 * MILLI);
        count(Glyph.UNREACHABLE, 90 * MILLI);
        assertEquals("Success rate is 66 percent (2/3), round-trip min/avg/max = 3/3/4 ms", statistics.line());
    }

    @Test
    void aRoundTripTakesAtLeastOneMillisecond() {
        count(Glyph.REPLY, 30_000);
        count(Glyph.REPLY, 1_600_000);
        assertEquals("Success rate is 100 percent (2/2), round-trip min/avg/max = 1/1/2 ms", statistics.line());
    }

    @Test
    void digitsAreAsciiInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            transcript.begin(options("192.0.2.1"));
            assertTrue(written.toString().contains("Sending 5, 100-byte"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private void count(Glyph glyph, long nanos) {
        transcript.glyph(glyph);
        statistics.count(glyph, nanos);
    }

    private static Options options(String address) {
        try {
            return new Options(InetAddress.getByName(address), 5, 2, 100, 0);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
