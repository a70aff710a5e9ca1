package nyanpong.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nyanpong.live.Counters;
import nyanpong.live.Drawing;
import nyanpong.live.Identity;
import nyanpong.live.Snapshot;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Look UNICODE = new Look(true, true);
    private static final Look MONO = new Look(false, true);
    private static final Look ASCII = new Look(false, false);

    /** Two by two pixels a character: each of its corners is one place. */
    @Test
    void aPictureOfSquaresIsDrawnByItsQuadrants() {
        Drawing drawing = drawing(2, "f0f0", "0f0f", "ffff", "0000");
        assertEquals(List.of("▚▚", "▀▀"), painted(drawing, 2, 2, MONO));
        assertEquals(List.of("##", "##"), painted(drawing, 2, 2, ASCII));
    }

    /** A character is twice as tall as wide, and so are a router's cells: each is one, where there is room. */
    @Test
    void aPictureOfCharactersIsAsWideAsItsClientPrintsIt() {
        assertEquals(List.of("█ ", " █"), painted(drawing(2, "f0", "0f"), 80, 24, MONO));
        assertEquals(List.of("▚"), painted(drawing(2, "f0", "0f"), 1, 24, MONO));
    }

    @Test
    void whatWasNotAskedForYetIsNotPaper() {
        assertEquals(List.of("█ ··"), painted(drawing(2, "f0  "), 80, 24, MONO));
        AttributedString line = Painting.of(drawing(2, "f0  "), 80, 24, UNICODE).getFirst();
        assertTrue(line.styleAt(1).hashCode() != line.styleAt(2).hashCode());
    }

    @Test
    void everyPageFillsItsScreenAndNoMore() {
        Random random = new Random(20170907);
        for (int run = 0; run < 400; run++) {
            int columns = 1 + random.nextInt(run % 4 == 0 ? 300 : 100);
            int rows = 1 + random.nextInt(70);
            int drawings = random.nextInt(33);
            Look look = List.of(UNICODE, MONO, ASCII).get(run % 3);
            List<AttributedString> page =
                    Page.of(snapshot(drawings, random), columns, rows, random.nextInt(40), run % 5, look);
            assertEquals(rows, page.size(), columns + " x " + rows + ", " + drawings);
            assertTrue(
                    rows < 7 || page.getLast().toString().startsWith("q"), columns + " x " + rows + ": " + text(page));
            page.forEach(line -> assertTrue(line.columnLength() <= columns, line + " in " + columns));
        }
    }

    @Test
    void atEightyByTwentyFourAllOfSixPicturesAreThere() {
        List<String> page = text(Page.of(snapshot(6, new Random(1)), 79, 24, 0, 0, MONO));
        for (int i = 0; i < 6; i++) {
            String art = "art" + i + " ";
            assertTrue(page.stream().anyMatch(line -> line.contains(art)), art + page);
        }
        assertTrue(page.get(1).startsWith("answered 1,234"), page.get(1));
        assertEquals("q quit", page.getLast());
    }

    @Test
    void saysForHowLongThereWasNoNews() {
        Snapshot snapshot = snapshot(0, new Random(1));
        String head = text(Page.of(snapshot, 79, 24, 0, 0, MONO)).getFirst();
        assertEquals("nyanpong s0 · ring · 2 threads · sysctl · config.yaml", head.substring(0, 53));
        assertTrue(head.endsWith(" up 1d 1:01:01"), head);
        head = text(Page.of(snapshot, 79, 24, 0, 7, MONO)).getFirst();
        assertTrue(head.endsWith("config.yaml" + " ".repeat(10) + " no news for 7 s"), head);
        assertEquals(
                "nyanp… no news for 7 s",
                text(Page.of(snapshot, 22, 24, 0, 7, MONO)).getFirst());
    }

    @Test
    void beforeTheFirstNewsTheKeysAreThere() {
        List<String> page = text(Page.waiting(79, 24, MONO));
        assertEquals("nyanpong waits for the responder's answer", page.getFirst());
        assertEquals("q quit", page.getLast());
        assertEquals(24, page.size());
    }

    @Test
    void whatThereIsNoRoomForCanBeMovedTo() {
        Snapshot many = snapshot(32, new Random(1));
        List<String> page = text(Page.of(many, 79, 24, 0, 0, MONO));
        assertEquals("q quit  j k down up  1-6 of 32, the latest first", page.getLast());
        page = text(Page.of(many, 79, 24, 31, 0, MONO));
        assertTrue(page.stream().anyMatch(line -> line.contains("art31 ")), page.toString());
    }

    private static List<String> painted(Drawing drawing, int columns, int rows, Look look) {
        return text(Painting.of(drawing, columns, rows, look));
    }

    private static List<String> text(List<AttributedString> lines) {
        return lines.stream().map(AttributedString::toString).toList();
    }

    private static Snapshot snapshot(int drawings, Random random) {
        return new Snapshot(
                0,
                new Identity("s0", "ring", 2, "sysctl", "config.yaml", 1, 90_061),
                new Counters(1300, 1234, 60, 6, 0, 1300, 0, 12_345, Map.of("reply", 1234L, "land", 60L)),
                drawings + 3,
                drawings,
                IntStream.range(0, drawings)
                        .mapToObj(i -> new Drawing(
                                "id" + i,
                                "cisco",
                                "2001:db8:1234:5678:9abc:def0:1234:5678",
                                "cisco",
                                "art" + i,
                                1,
                                2,
                                random.nextInt(1401),
                                1400,
                                9,
                                1.5,
                                2,
                                0,
                                1 + random.nextInt(2),
                                IntStream.range(0, 1 + random.nextInt(40))
                                        .mapToObj(_ -> "0f7 ".repeat(20))
                                        .toList()))
                        .toList());
    }

    private static Drawing drawing(double tall, String... picture) {
        return new Drawing("1", "cisco", "192.0.2.2", "cisco", "art", 1, 1, 1, 4, 1, 1, 1, 0, tall, List.of(picture));
    }
}
