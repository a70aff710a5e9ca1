package nyanpong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import nyanpong.wire.AddressText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses read back from their pixels. */
class AddressFontTest {
    private static final int ADDRESSES = 10_000;
    private static final String CHARACTERS = "0123456789abcdef.: ";
    private static final String[][] GLYPHS = {
        {"###", "#.#", "#.#", "#.#", "###"}, {".#.", "##.", ".#.", ".#.", "###"}, {"###", "..#", "###", "#..", "###"},
        {"###", "..#", "###", "..#", "###"}, {"#.#", "#.#", "###", "..#", "..#"}, {"###", "#..", "###", "..#", "###"},
        {"###", "#..", "###", "#.#", "###"}, {"###", "..#", "..#", ".#.", ".#."}, {"###", "#.#", "###", "#.#", "###"},
        {"###", "#.#", "###", "..#", "###"}, {".#.", "#.#", "###", "#.#", "#.#"}, {"##.", "#.#", "##.", "#.#", "##."},
        {"###", "#..", "#..", "#..", "###"}, {"##.", "#.#", "#.#", "#.#", "##."}, {"###", "#..", "###", "#..", "###"},
        {"###", "#..", "###", "#..", "#.."}, {"...", "...", "...", "...", ".#."}, {"...", ".#.", "...", ".#.", "..."},
        {"...", "...", "...", "...", "..."},
    };

    private final Map<String, Character> characters = new HashMap<>();

    AddressFontTest() {
        for (int i = 0; i < GLYPHS.length; i++) {
            characters.put(String.join("", GLYPHS[i]), CHARACTERS.charAt(i));
        }
    }

    @Test
    void noTwoCharactersLookAlike() {
        assertEquals(CHARACTERS.length(), characters.size());
    }

    @Test
    void everyIpv4AddressReadsAsADottedQuad() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < ADDRESSES; i++) {
            int address = random.nextInt() & (random.nextBoolean() ? -1 : random.nextInt());
            String text =
                    (address >>> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
            assertEquals(text, read(0, AddressText.mapped(address)));
        }
    }

    @Test
    void everyIpv6AddressReadsAsRfc5952HasIt() {
        SplittableRandom random = new SplittableRandom(6);
        int shortened = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            long high = half(random);
            long low = half(random);
            if (AddressText.isMapped(high, low)) {
                continue;
            }
            String text = AddressText.ipv6(high, low);
            shortened += text.contains("::") ? 1 : 0;
            assertEquals(text, read(high, low));
        }
        assertTrue(shortened > ADDRESSES / 4 && shortened < ADDRESSES, shortened + " with ::");
    }

    /** RFC 5952's own rules and corners, written out. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, ::",
        "0, 1, ::1",
        "0001000000000000, 0, 1::",
        "20010db800000000, 1, 2001:db8::1",
        "20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1",
        "2001000000000001, 0000000000000001, 2001:0:0:1::1",
        "20010db800000000, 0001000000000001, 2001:db8::1:0:0:1",
        "0000000100020003, 0004000500060007, 0:1:2:3:4:5:6:7",
        "0001000200030004, 0005000600070000, 1:2:3:4:5:6:7:0",
        "0000000000020003, 0004000500060007, ::2:3:4:5:6:7",
        "0001000200030004, 0005000600000000, 1:2:3:4:5:6::",
        "ffffffffffffffff, ffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "0, 0000ffffcb007109, 203.0.113.9",
    })
    void readsAsItIsWritten(String high, String low, String text) {
        assertEquals(text, read(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @Test
    void beyondTheEndThereIsNoInk() {
        for (int place = 0; place < 256; place++) {
            for (int pixel = 0; pixel < AddressFont.WIDTH * AddressFont.HEIGHT; pixel++) {
                assertFalse(place >= AddressFont.LONGEST && AddressFont.isInk(-1, -1, place, pixel));
            }
        }
        assertEquals(AddressFont.LONGEST, read(-1, -1).length());
    }

    /** A score's cell is ink or paper by the client's address. */
    @Test
    void aScoreAnswersByTheClientsAddress() {
        Score score = new Score("a", new long[] {Answer.address(0, 0), Answer.SILENCE}, 2, Answer.REPLY)
                .withInk(Answer.UNREACHABLE);
        long nine = AddressText.mapped(0x09000001);
        long one = AddressText.mapped(0x01000001);
        assertEquals(Answer.UNREACHABLE, score.answer(0, false, 0, nine));
        assertEquals(Answer.REPLY, score.answer(0, false, 0, one));
        assertEquals(Answer.SILENCE, score.answer(1, false, 0, nine));
    }

    /** As the picture has it: character by character, pixel by pixel. */
    private String read(long high, long low) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < 64; place++) {
            StringBuilder pixels = new StringBuilder();
            for (int pixel = 0; pixel < AddressFont.WIDTH * AddressFont.HEIGHT; pixel++) {
                pixels.append(AddressFont.isInk(high, low, place, pixel) ? '#' : '.');
            }
            text.append(characters.getOrDefault(pixels.toString(), '?'));
        }
        return text.toString().stripTrailing();
    }

    /** Groups of every length, and many of zeros. */
    private static long half(SplittableRandom random) {
        long half = 0;
        for (int group = 0; group < 4; group++) {
            half = half << 16 | (random.nextInt(3) == 0 ? random.nextInt(0x10000) >>> (4 * random.nextInt(4)) : 0);
        }
        return half;
    }
}
