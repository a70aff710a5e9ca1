package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import nyanpong.art.AddressRoom;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture with room for the client's own address. */
class ClientAddressTest {
    /** 192.0.2.1 */
    private static final List<String> ADDRESS = List.of(
            ".@. @@@ @@@ ... @@@ ... @@@ ... .@.",
            "@@. @.@ ..@ ... @.@ ... ..@ ... @@.",
            ".@. @@@ @@@ ... @.@ ... @@@ ... .@.",
            ".@. ..@ @.. ... @.@ ... @.. ... .@.",
            "@@@ @@@ @@@ .@. @@@ .@. @@@ .@. @@@");

    private static final long CLIENT = 0xffff_c000_0201L;

    /** Blank, or written in the router's glyphs. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "!"})
    void isWrittenIntoTheRoom(String paper) {
        String row = paper.repeat(69) + (paper.equals(" ") ? "@" : "U");
        Frame frame =
                Drawn.frame(Collections.nCopies(20, row).toArray(String[]::new)).with(new AddressRoom(1, 2));
        Score score = new CiscoCanvas(Ink.UNREACHABLE).compile(Drawn.art(frame));
        for (int y = 0; y < 20; y++) {
            String pixels = y >= 2 && y < 7 ? ADDRESS.get(y - 2) : "";
            String ink = pixels.replace('.', '!').replace(' ', '!').replace('@', 'U');
            assertEquals("!" + ink + "!".repeat(68 - ink.length()) + "U", line(score, 70, y, Answer.REPLY));
        }
    }

    @Test
    void floodsItToo() {
        Frame frame = Drawn.frame(Collections.nCopies(17, " ".repeat(70)).toArray(String[]::new))
                .with(new AddressRoom(0, 0));
        Score score = new FloodCanvas(70).compile(Drawn.art(frame));
        for (int y = 0; y < 5; y++) {
            String ink = ADDRESS.get(y).replace('.', '!').replace(' ', '!').replace('@', 'U');
            assertEquals(ink + "!".repeat(70 - ink.length()), line(score, 70, y, Answer.SILENCE));
        }
    }

    /** Of a picture that had to be made smaller the room is paper. */
    @Test
    void aSmallerPictureHasNone() {
        List<String> rows = new ArrayList<>(Collections.nCopies(20, " ".repeat(140)));
        Frame frame = new Frame(rows, Palette.DEFAULT).with(new AddressRoom(0, 0));
        Score score = new CiscoCanvas(Ink.UNREACHABLE).compile(Drawn.art(frame));
        assertEquals(
                10L * 70,
                Stream.iterate(0, cell -> cell + 1)
                        .limit(score.cells())
                        .filter(cell -> score.answer(cell) == Answer.REPLY)
                        .count());
    }

    /** U for ink, ! for paper. */
    private static String line(Score score, int width, int y, long paper) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < width; x++) {
            line.append(score.answer(y * width + x, false, 0, CLIENT) == paper ? '!' : 'U');
        }
        return line.toString();
    }
}
