package nyanpong.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingerTest {
    private final StringWriter written = new StringWriter();
    private final List<Integer> sent = new ArrayList<>();
    private final Libc libc = new Libc();
    private final int readable = libc.eventfd(1, Socket.EFD_CLOEXEC);

    @AfterEach
    void close() {
        libc.close(readable);
    }

    @Test
    void sequenceNumbersStartAtZeroAndWrapAtSixteenBits() throws ErrnoException {
        try (Pinger pinger = new Pinger(options(65_538, 0, 0), socket(_ -> Glyph.REPLY))) {
            assertEquals(65_538, run(pinger).received());
        }
        assertEquals(List.of(0, 1), sent.subList(0, 2));
        assertEquals(List.of(65_535, 0, 1), sent.subList(65_535, 65_538));
    }

    @Test
    void eachAnswerIsShownAndOnlyRepliesAreSuccesses() throws ErrnoException {
        Glyph[] glyphs = {Glyph.REPLY, Glyph.UNREACHABLE, null, Glyph.TIME_EXCEEDED, Glyph.UNKNOWN};
        try (Pinger pinger = new Pinger(options(5, 0, 0), socket(i -> glyphs[i]))) {
            assertEquals(1, run(pinger).received());
        }
        assertEquals("!U.&?\nSuccess rate is 20 percent (1/5), round-trip min/avg/max = N/N/N ms", anyTime(body()));
    }

    @Test
    void whatCannotBeSentIsATimeout() throws ErrnoException {
        try (Pinger pinger = new Pinger(options(2, 0, 0), socket(_ -> null, -Errno.ENETUNREACH))) {
            run(pinger);
            assertEquals(Errno.ENETUNREACH, pinger.sendErrno());
        }
        assertEquals("..\nSuccess rate is 0 percent (0/2)", body());
    }

    @Test
    void stoppingEndsTheWaitAndCountsTheOutstandingRequest() throws ErrnoException {
        Pinger[] self = new Pinger[1];
        EchoSocket socket = socket(i -> {
            if (i == 2) {
                self[0].stop();
            }
            return i < 2 ? Glyph.REPLY : null;
        });
        try (Pinger pinger = new Pinger(options(1000, 3600, 0), socket)) {
            self[0] = pinger;
            assertTimeout(Duration.ofSeconds(30), () -> run(pinger));
        }
        assertEquals("!!.\nSuccess rate is 66 percent (2/3), round-trip min/avg/max = N/N/N ms", anyTime(body()));
    }

    @Test
    void stoppingEndsThePauseBetweenRequests() throws ErrnoException {
        Pinger[] self = new Pinger[1];
        EchoSocket socket = socket(_ -> {
            self[0].stop();
            return Glyph.REPLY;
        });
        try (Pinger pinger = new Pinger(options(2, 0, 3_600_000), socket)) {
            self[0] = pinger;
            assertTimeout(Duration.ofSeconds(30), () -> run(pinger));
        }
        assertEquals(List.of(0, -1), sent);
    }

    @Test
    void stoppingAfterTheEndIsHarmless() throws ErrnoException {
        Pinger pinger = new Pinger(options(1, 0, 0), socket(_ -> Glyph.REPLY));
        pinger.close();
        pinger.stop();
        assertEquals(List.of(-1), sent);
    }

    /** How long a round trip takes is the machine's affair. */
    private static String anyTime(String body) {
        return body.replaceAll("\\d+/\\d+/\\d+ ms", "N/N/N ms");
    }

    private Statistics run(Pinger pinger) {
        return pinger.run(new Transcript(new PrintWriter(written)));
    }

    /** Without the two lines before the glyphs, and the last line break. */
    private String body() {
        return written.toString().lines().skip(2).reduce((a, b) -> a + "\n" + b).orElse("");
    }

    private static Options options(int repeat, int timeout, int interval) {
        return new Options(InetAddress.getLoopbackAddress(), repeat, timeout, 100, interval);
    }

    private EchoSocket socket(IntFunction<Glyph> answers) {
        return socket(answers, 80);
    }

    /** Has an answer at once for each request, or none; notes the requests, and its closing as -1. */
    private EchoSocket socket(IntFunction<Glyph> answers, int sendResult) {
        return new EchoSocket() {
            @Override
            public int fd() {
                return readable;
            }

            @Override
            public int send(int sequence) {
                sent.add(sequence);
                return sendResult;
            }

            @Override
            public Glyph receive(int sequence) {
                return sent.isEmpty() ? null : answers.apply(sequence);
            }

            @Override
            public void close() {
                sent.add(-1);
            }
        };
    }
}
