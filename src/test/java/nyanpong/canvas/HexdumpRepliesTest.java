package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nyanpong.art.Frame;
import nyanpong.canvas.HexdumpCanvas.Dialect;
import nyanpong.echo.Director;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Verdict;
import nyanpong.score.Score;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The predicted dump, held against the octets of the replies, dumped as the clients do it. */
class HexdumpRepliesTest {
    private final SplittableRandom random = new SplittableRandom(16);

    @ParameterizedTest
    @CsvSource({
        "IPUTILS, false",
        "IPUTILS, true",
        "BSD, false",
        "BSD, true",
    })
    void whatIsPredictedIsWhatIsDumped(Dialect dialect, boolean six) {
        IntStream sizes =
                IntStream.concat(IntStream.of(17, 18, 48, 49, 56, 80, 208, 1416, 65_507), random.ints(60, 17, 1500));
        for (int size : sizes.toArray()) {
            HexdumpCanvas canvas = new HexdumpCanvas(dialect, size);
            Score score = canvas.compile(Drawn.own("hexdump", frame(), frame(), frame()));
            for (int frame = 0; frame < score.frames(); frame++) {
                List<String> dumps = new ArrayList<>();
                for (int ping = 0; ping < canvas.showing(score, frame).pings(); ping++) {
                    dumps.addAll(dump(dialect, reply(score, score.cell(ping, frame, size), size, six)));
                }
                assertEquals(canvas.predict(score, frame, six), dumps, "size " + size);
            }
        }
    }

    /** Page after page the data show all rows of a frame, and then those of the next. */
    @ParameterizedTest
    @CsvSource({"17, 1", "48, 1", "56, 1", "80, 2", "208, 6", "300, 8"})
    void pagesShowEveryRow(int size, int rowsInData) {
        HexdumpCanvas canvas = new HexdumpCanvas(Dialect.IPUTILS, size);
        Frame[] frames = {frame(30), frame(30)};
        Score score = canvas.compile(Drawn.own("hexdump", frames));
        int pages = (30 + rowsInData - 1) / rowsInData;
        for (int position = 0; position < 2 * pages; position++) {
            byte[] data = reply(score, score.cell(position, 0, size), size, false);
            for (int at = 16; at < size; at++) {
                int row = position % pages * rowsInData + (at - 16) / 32;
                double ink = row < 30 && (at - 16) % 32 < frames[0].width()
                        ? frames[position / pages].ink((at - 16) % 32, row)
                        : 0;
                assertEquals(Math.round(ink * 15), data[at], "page " + position + ", octet " + at);
            }
        }
    }

    /** The client's time is not touched, and where there is room for nothing else the data come back as they were. */
    @ParameterizedTest
    @CsvSource({"IPUTILS, 0", "IPUTILS, 8", "IPUTILS, 16", "BSD, 0", "BSD, 4", "BSD, 8"})
    void shortDataStayAsTheyAre(Dialect dialect, int size) {
        Score score = new HexdumpCanvas(dialect, 56).compile(Drawn.own("hexdump", frame()));
        reply(score, 0, size, false);
    }

    /** macOS breaks its lines at multiples of 16, so the picture begins eight octets later than on FreeBSD. */
    @ParameterizedTest
    @CsvSource({"17", "25", "32", "33", "56", "80", "208", "1416"})
    void macOsShowsTheSameRows(int size) {
        HexdumpCanvas canvas = new HexdumpCanvas(Dialect.BSD, Math.max(0, size - 8));
        Score score = canvas.compile(Drawn.own("hexdump", frame(5)));
        byte[] data = reply(score, 0, size, 8, false);
        List<String> lines = new ArrayList<>();
        for (int at = 16; at < size; at += 16) {
            StringBuilder line = new StringBuilder("\t");
            for (int i = at; i < Math.min(at + 16, size); i++) {
                line.append("%2x ".formatted(data[i]));
            }
            lines.add(line.toString());
        }
        assertEquals(canvas.predict(score, 0, false).subList(0, lines.size()), lines);
    }

    /** The reply's data; those before the first that is drawn on are the request's. */
    private static byte[] reply(Score score, int cell, int size, boolean six) {
        return reply(score, cell, size, 0, six);
    }

    private static byte[] reply(Score score, int cell, int size, int lead, boolean six) {
        byte[] asked = new byte[size];
        for (int i = 0; i < size; i++) {
            asked[i] = (byte) (i | 0x80);
        }
        Director director = (p, r, now) -> {
            r.lead(lead);
            r.decide(score, cell, false);
        };
        Responder responder = new Responder(director, new RateLimits(0, 0, 0), null, null, 42);
        responder.local(Host.table());
        byte[] packet = (six ? EchoPacket.v6() : EchoPacket.v4()).data(asked).build();
        Room room = new Room(packet, 2);
        byte[] sent = room.departed(responder.respond(room.p, room.at, room.length, Arrival.PLAIN));
        assertEquals(packet.length, sent.length);
        byte[] data = Arrays.copyOfRange(sent, sent.length - size, sent.length);
        int kept = Math.min(size, lead + score.drawing().start());
        assertArrayEquals(Arrays.copyOf(asked, kept), Arrays.copyOf(data, kept), "the client's time");
        assertEquals(size > kept ? Verdict.REPLY_DRAWN : Verdict.REPLY, responder.verdict());
        return data;
    }

    /** As ping dumps them; of macOS's and BSD's without the first row, the client's time. */
    private static List<String> dump(Dialect dialect, byte[] data) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = dialect == Dialect.IPUTILS ? 16 : 0; i < data.length; i++) {
            if (dialect == Dialect.IPUTILS ? i % 32 == 16 : i % 16 == 8) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(dialect == Dialect.IPUTILS ? "#%d\t".formatted(i) : "\t");
            }
            line.append((dialect == Dialect.IPUTILS ? "%x " : "%2x ").formatted(data[i]));
        }
        lines.add(line.toString());
        return lines.subList(1, lines.size());
    }

    private Frame frame() {
        return frame(random.nextInt(1, 60));
    }

    private Frame frame(int rows) {
        String[] lines = new String[rows];
        for (int y = 0; y < rows; y++) {
            StringBuilder line = new StringBuilder();
            random.ints(32, 0, 10).forEach(i -> line.append(" .:-=+*#%@".charAt(i)));
            lines[y] = line.toString();
        }
        return Drawn.frame(lines);
    }
}
