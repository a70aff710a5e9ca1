package nyanpong.art;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
    private static final String INKS = Palette.DEFAULT.characters();

    @Test
    void smallFramesStayAsTheyAre() {
        Frame frame = frame("@ :", " @");
        assertEquals(List.of("@ :", " @"), Thumbnail.of(frame, 80, 20, 1, INKS));
        assertEquals(List.of("@@  ::", "  @@"), Thumbnail.of(frame, 80, 20, 2, INKS));
    }

    @Test
    void largerOnesAreAveragedByArea() {
        Frame frame = frame("@@  ", "@@  ", " @  ", "@   ");
        assertEquals(List.of("@", "+"), Thumbnail.of(frame, 2, 2, 1, INKS));
        Frame wide = frame("@".repeat(700));
        assertEquals(List.of("@".repeat(70)), Thumbnail.of(wide, 70, 10, 1, INKS));
        Frame tall = new Frame(Collections.nCopies(1000, "@"), Palette.DEFAULT);
        assertEquals(Collections.nCopies(10, "@"), Thumbnail.of(tall, 70, 10, 1, INKS));
    }

    @Test
    void quadrantsHoldFourCells() {
        assertEquals(
                List.of("\u2598\u259d\u2596\u2597\u2588"),
                Thumbnail.quadrants(frame("@  @    @@", "    @  @@@"), 70, 10));
        assertEquals(List.of("\u2580"), Thumbnail.quadrants(frame("@@"), 70, 10));
        assertEquals(List.of("\u258c"), Thumbnail.quadrants(frame("@", "@"), 70, 10));
    }

    @Test
    void greysAreNotTwoTone() {
        assertTrue(Thumbnail.isTwoTone(frame("@ ", "#".replace('#', '@'))));
        assertTrue(Thumbnail.isTwoTone(frame("!U&.")));
        assertFalse(Thumbnail.isTwoTone(frame("@ ", "#")));
    }

    private static Frame frame(String... lines) {
        return new Frame(List.of(lines), Palette.DEFAULT);
    }
}
