package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import nyanpong.support.Departed;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of answer, octet by octet and sum by sum, from its packet alone. */
class AnswersTest {
    private static final long SECONDS = 1_789_968_998L;
    private static final int WIDTH = 32;
    private static final int START = 16;
    private static final int ROWS = 4;
    private static final String[] HOPS = {"198.51.100.1", "198.51.100.2", "198.51.100.3"};
    private static final String[] HOPS6 = {"2001:db8:5::1", "2001:db8:6::2"};

    /** Director, request and where it came in; what departs. */
    private byte[] answer(Director director, byte[] packet, int arrival, Verdict verdict) {
        Responder responder = new Responder(director, new RateLimits(0, 0, 0), null, null, 42);
        responder.local(Host.table());
        Room room = new Room(packet, 2);
        long departure = responder.respond(room.p, room.at, room.length, arrival);
        assertEquals(verdict, responder.verdict());
        assertTrue(room.isUntouchedBefore(departure), "wrote before the departure");
        return departure == Departure.NONE ? null : room.departed(departure);
    }

    @ParameterizedTest
    @CsvSource({"TIMEVAL64_LITTLE, 16", "TIMEVAL64_BIG, 16", "TIMEVAL32_BIG, 8", "TIMESPEC32_BIG, 8", "COUNTER32, 4"})
    void aShiftedReplyHasAnEarlierTimeAndNothingElse(Timestamp form, int length) {
        for (int octets = length; octets < length + 90; octets += 3) {
            for (int arrival : new int[] {Arrival.PLAIN, Arrival.withTag(Arrival.PLAIN, 100)}) {
                for (EchoPacket packet : List.of(EchoPacket.v4(), EchoPacket.v6())) {
                    byte[] data = stamped(form, octets);
                    byte[] asked = packet.data(data).build();
                    byte[] sent = answer(shifting(form, 2_345), asked, arrival, Verdict.REPLY_SHIFTED);
                    Departed departed = Departed.of(asked, sent, arrival).changed(0, length);
                    departed.checkReply();
                    assertEquals(2_345, millis(form, data) - millis(form, departed.data()), "" + form);
                }
            }
        }
    }

    @Test
    void whereThereIsNoTimeOrNoRoomForOneTheReplyIsPlain() {
        for (EchoPacket packet : List.of(EchoPacket.v4(), EchoPacket.v6())) {
            byte[] full = packet.data(stamped(Timestamp.TIMEVAL64_LITTLE, 56)).build();
            assertPlain(shifting(Timestamp.NONE, 2_345), full);
            assertPlain(shifting(Timestamp.TIMEVAL64_LITTLE, 1), packet.data(56).build());
            byte[] cut = packet.data(Arrays.copyOf(stamped(Timestamp.TIMEVAL64_LITTLE, 16), 15))
                    .build();
            assertPlain(shifting(Timestamp.TIMEVAL64_LITTLE, 2_345), cut);
            assertPlain(
                    shifting(Timestamp.COUNTER32, 2_345),
                    packet.data(new byte[3]).build());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 47, 48, 49, 56, 80, 112, 143, 144, 176, 207, 208, 1416, 1417})
    void aDrawnReplyShowsAsManyRowsAsFit(int octets) {
        for (EchoPacket packet : List.of(EchoPacket.v4(), EchoPacket.v6())) {
            for (int first = 0; first < 2 * ROWS; first++) {
                byte[] asked = packet.data(ones(octets)).build();
                byte[] sent = answer(drawing(first), asked, Arrival.PLAIN, Verdict.REPLY_DRAWN);
                Departed departed = Departed.of(asked, sent, Arrival.PLAIN).changed(START, octets);
                departed.checkReply();
                assertArrayEquals(drawn(octets, first), departed.data(), "from row " + first);
            }
        }
    }

    @Test
    void dataThatEndWhereADrawingBeginsComeBackPlain() {
        for (int octets = 0; octets <= START; octets++) {
            assertPlain(drawing(0), EchoPacket.v4().data(ones(octets)).build());
            assertPlain(drawing(0), EchoPacket.v6().data(ones(octets)).build());
        }
    }

    /** 32 rows of room and a frame of four: in the middle, with paper around it. */
    @Test
    void aFrameThatFitsIsInTheMiddle() {
        byte[] data = Departed.of(
                        EchoPacket.v4().data(ones(START + 32 * WIDTH)).build(),
                        answer(
                                drawing(ROWS),
                                EchoPacket.v4().data(ones(START + 32 * WIDTH)).build(),
                                Arrival.PLAIN,
                                Verdict.REPLY_DRAWN),
                        Arrival.PLAIN)
                .data();
        for (int row = 0; row < 32; row++) {
            assertEquals(
                    row >= 14 && row < 18 ? cell(3, ROWS + row - 14) : 0, data[START + row * WIDTH + 3], "row " + row);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 111, 127, 128, 188, 255})
    void aReplyMayHaveAnotherTimeToLive(int ttl) {
        for (EchoPacket packet :
                List.of(EchoPacket.v4().data(55), EchoPacket.v6().data(0))) {
            byte[] asked = packet.build();
            byte[] sent = answer((p, r, now) -> r.decide(Answer.reply(ttl)), asked, Arrival.PLAIN, Verdict.REPLY);
            Departed.of(asked, sent, Arrival.PLAIN).ttl(ttl).checkReply();
        }
        assertPlain((p, r, now) -> r.decide(Answer.reply(0)), EchoPacket.v4().build());
    }

    @Test
    void anErrorMayComeFromAHop() {
        for (int octets : new int[] {48, 56, 57, 1416}) {
            for (int arrival : new int[] {Arrival.PLAIN, Arrival.withTag(Arrival.PLAIN, 100)}) {
                byte[] asked = EchoPacket.v4().data(octets).ttl(1).build();
                byte[] asked6 = EchoPacket.v6().data(octets).ttl(1).build();
                for (int hop = 1; hop <= HOPS.length; hop++) {
                    byte[] sent = answer(hop(hop), asked, arrival, Verdict.ERROR);
                    Departed.of(asked, sent, arrival)
                            .source(HOPS[hop - 1])
                            .typeAndCode(0x0b00)
                            .checkError();
                }
                for (int hop = 1; hop <= HOPS6.length; hop++) {
                    byte[] sent = answer(hop(hop), asked6, arrival, Verdict.ERROR);
                    Departed.of(asked6, sent, arrival)
                            .source(HOPS6[hop - 1])
                            .typeAndCode(0x0300)
                            .checkError();
                }
            }
        }
    }

    /** mtr's and traceroute's usual requests by IPv6: a reply would tell the client that it has arrived. */
    @Test
    void aHopIsSilentWhereItsErrorWouldBeLonger() {
        for (int octets = 0; octets < 48; octets++) {
            byte[] asked = EchoPacket.v6().data(octets).ttl(1).build();
            assertEquals(null, answer(hop(1), asked, Arrival.PLAIN, Verdict.ERROR_WOULD_AMPLIFY), "" + octets);
        }
        for (int octets = 0; octets < 28; octets++) {
            byte[] asked = EchoPacket.v4().data(octets).ttl(1).build();
            assertEquals(null, answer(hop(1), asked, Arrival.PLAIN, Verdict.ERROR_WOULD_AMPLIFY), "" + octets);
        }
        answer(hop(1), EchoPacket.v4().data(28).build(), Arrival.PLAIN, Verdict.ERROR);
    }

    /** A picture of nothing but the client's own address: ink is unreachable, paper a reply. */
    @Test
    void aClientsOwnAddressIsPartOfThePicture() {
        long[] pixels = new long[15];
        for (int pixel = 0; pixel < 15; pixel++) {
            pixels[pixel] = Answer.address(0, pixel);
        }
        Score score = new Score("address", pixels, 15, Answer.REPLY).withInk(Answer.UNREACHABLE);
        assertEquals("111101111001111", shown(score, EchoPacket.v4().source("9.0.113.7")));
        assertEquals("111001111100111", shown(score, EchoPacket.v4().source("203.0.113.7")));
        assertEquals("111001111100111", shown(score, EchoPacket.v6()));
    }

    private String shown(Score score, EchoPacket packet) {
        StringBuilder pixels = new StringBuilder();
        byte[] asked = packet.build();
        for (int cell = 0; cell < score.cells(); cell++) {
            pixels.append(isInk(score, cell, asked) ? '1' : '0');
        }
        return pixels.toString();
    }

    private boolean isInk(Score score, int cell, byte[] asked) {
        Responder responder =
                new Responder((p, r, now) -> r.decide(score, cell, true), new RateLimits(0, 0, 0), null, null, 1);
        responder.local(Host.table());
        Room room = new Room(asked, 2);
        long departure = responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
        boolean ink = responder.verdict() == Verdict.ERROR;
        Departed.check(asked, room.departed(departure), Arrival.PLAIN, ink);
        return ink;
    }

    private void assertPlain(Director director, byte[] asked) {
        Departed.check(asked, answer(director, asked, Arrival.PLAIN, Verdict.REPLY), Arrival.PLAIN, false);
    }

    private static Director shifting(Timestamp form, long millis) {
        return (p, r, now) -> {
            r.decide(Answer.shifted(millis));
            r.timestamp(form);
        };
    }

    private static Director drawing(int row) {
        byte[] cells = new byte[2 * ROWS * WIDTH];
        long[] answers = new long[2 * ROWS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) cell(i % WIDTH, i / WIDTH);
        }
        Arrays.setAll(answers, Answer::drawn);
        Score score = new Score("drawn", answers, ROWS, Answer.REPLY).withDrawing(new Drawing(cells, WIDTH, START));
        return (p, r, now) -> r.decide(score, row, true);
    }

    private static int cell(int x, int row) {
        return 1 + (x * 7 + row * 3) % 15;
    }

    /** Row by row, from the definition. */
    private static byte[] drawn(int octets, int first) {
        List<Integer> rows = new ArrayList<>();
        int frame = first / ROWS;
        for (int row = first; row < (frame + 1) * ROWS; row++) {
            rows.add(row);
        }
        int room = Math.max(1, (octets - START) / WIDTH);
        for (int above = (room - ROWS) / 2; above > 0; above--) {
            rows.addFirst(-1);
        }
        byte[] data = ones(octets);
        for (int i = START; i < octets; i++) {
            int line = (i - START) / WIDTH;
            int row = line < rows.size() ? rows.get(line) : -1;
            data[i] = (byte) (row < 0 ? 0 : cell((i - START) % WIDTH, row));
        }
        return data;
    }

    private static byte[] ones(int octets) {
        byte[] data = new byte[octets];
        Arrays.fill(data, (byte) 0x11);
        return data;
    }

    private static Director hop(int hop) {
        long[] low = new long[HOPS.length];
        long[] high6 = new long[HOPS6.length];
        long[] low6 = new long[HOPS6.length];
        Arrays.setAll(
                low,
                i -> AddressText.mapped(ByteBuffer.wrap(Host.address(HOPS[i])).getInt()));
        Arrays.setAll(high6, i -> ByteBuffer.wrap(Host.address(HOPS6[i])).getLong(0));
        Arrays.setAll(low6, i -> ByteBuffer.wrap(Host.address(HOPS6[i])).getLong(8));
        long[] answers = {Answer.from(Answer.TIME_EXCEEDED, hop)};
        Score score = new Score("route", answers, 1, Answer.SILENCE).withHops(new Hops(low, high6, low6));
        return (p, r, now) -> r.decide(score, 0, true);
    }

    private static byte[] stamped(Timestamp form, int octets) {
        ByteBuffer b = ByteBuffer.wrap(ones(octets))
                .order(form.name().endsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (form.length()) {
            case 16 -> b.putLong(SECONDS).putLong(1_000).array();
            case 8 -> b.putInt((int) SECONDS).putInt(1_000).array();
            default -> b.putInt(7_000_000).array();
        };
    }

    private static long millis(Timestamp form, byte[] data) {
        ByteBuffer b = ByteBuffer.wrap(data)
                .order(form.name().endsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int perMilli = form == Timestamp.TIMESPEC32_BIG ? 1_000_000 : 1_000;
        return switch (form.length()) {
            case 16 -> b.getLong(0) * 1000 + b.getLong(8) / perMilli;
            case 8 -> (b.getInt(0) & 0xffff_ffffL) * 1000 + b.getInt(4) / perMilli;
            default -> b.getInt(0) / perMilli;
        };
    }
}
