package nyanpong.canvas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * A ladder of answers that shows what a device prints for each: five replies, silence, and then every code of destination
 * unreachable and time exceeded, but for those that would harm the device itself. What it prints, pasted, becomes a palette.
 *
 * <p>Only for devices that their owner has named: most of these codes are never sent to anybody else.
 */
public final class Calibration {
    /** The name that a rule plays it by. */
    public static final String ART = "calibration";

    private static final int REPLIES = 5;
    private static final String SILENCE = "silence";
    private static final String REPLY = "reply";

    /** A rung of the ladder: its answer, how a palette writes it, and whether a palette may. */
    private record Rung(long answer, String text, boolean allowed) {}

    private static final List<Rung> IPV4 = rungs(false);
    private static final List<Rung> IPV6 = rungs(true);

    private Calibration() {}

    /** A frame of one line, for both IP versions. */
    public static Score score() {
        return new Score(ART, answers(IPV4), CiscoCanvas.WIDTH, Answer.REPLY).withIpv6(answers(IPV6));
    }

    /** How many pings it takes. */
    public static int pings(boolean six) {
        return ladder(six).size();
    }

    /** What each ping of the ladder is answered with, in order: {@code reply}, {@code silence}, {@code 3/1}. */
    public static List<String> answers(boolean six) {
        return ladder(six).stream().map(Rung::text).toList();
    }

    /**
     * The palette of a device that printed this, as a rule of config.yaml has it. Silence is not in it, for as a shade it would
     * cost a timeout a cell; art that is written in the device's glyphs may have it all the same.
     *
     * @throws IllegalArgumentException if it is not what the ladder makes a device print
     */
    public static String palette(String printed, boolean six) {
        List<Rung> rungs = ladder(six);
        int[] glyphs =
                printed.codePoints().filter(c -> !Character.isWhitespace(c)).toArray();
        if (glyphs.length < rungs.size()) {
            throw new IllegalArgumentException(glyphs.length + " characters: want the " + rungs.size()
                    + " that the device printed for the ladder, from its first reply on");
        }
        for (int glyph : glyphs) {
            if (glyph < ' ' || glyph > '~') {
                throw new IllegalArgumentException(
                        (glyph < ' ' ? "a control character" : Character.toString(glyph)) + ": want printable ASCII");
            }
        }
        int reply = glyphs[0];
        if (!IntStream.range(0, REPLIES).allMatch(i -> glyphs[i] == reply)) {
            throw new IllegalArgumentException("'" + new String(glyphs, 0, REPLIES) + "': want the " + REPLIES
                    + " replies that the ladder begins with, all alike");
        }
        Map<Integer, String> meanings = new LinkedHashMap<>();
        meanings.put(reply, REPLY);
        for (int i = REPLIES; i < rungs.size(); i++) {
            if (rungs.get(i).allowed && glyphs[i] != reply && !rungs.get(i).text.equals(SILENCE)) {
                meanings.putIfAbsent(glyphs[i], rungs.get(i).text);
            }
        }
        if (meanings.size() < 2) {
            throw new IllegalArgumentException(
                    "no glyph but " + Character.toString(reply) + ": want a device that prints another for something");
        }
        List<String> entries = new ArrayList<>();
        meanings.forEach((glyph, answer) -> entries.add("\"" + quoted(glyph) + "\": " + answer));
        return (six ? "palette6" : "palette") + ": { " + String.join(", ", entries) + " }";
    }

    private static List<Rung> ladder(boolean six) {
        return six ? IPV6 : IPV4;
    }

    private static String quoted(int glyph) {
        return (glyph == '"' || glyph == '\\' ? "\\" : "") + Character.toString(glyph);
    }

    private static long[] answers(List<Rung> rungs) {
        long[] answers = new long[CiscoCanvas.WIDTH];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = i < rungs.size() ? rungs.get(i).answer : Answer.REPLY;
        }
        return answers;
    }

    private static List<Rung> rungs(boolean six) {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < REPLIES; i++) {
            rungs.add(new Rung(Answer.REPLY, REPLY, true));
        }
        rungs.add(new Rung(Answer.SILENCE, SILENCE, true));
        // Fragmentation needed (3/4) would have the device lower its path's MTU: RFC 1191.
        int[] codes =
                six ? new int[] {0, 1, 2, 3, 4, 5, 6} : new int[] {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        int unreachable = six ? 1 : 3;
        int exceeded = six ? 3 : 11;
        List<String> harmless =
                six ? List.of("1/0", "1/1", "1/3", "1/4", "3/0") : List.of("3/0", "3/1", "3/9", "3/10", "3/13", "11/0");
        for (int code : codes) {
            rungs.add(rung(unreachable, code, harmless));
        }
        rungs.add(rung(exceeded, 0, harmless));
        rungs.add(rung(exceeded, 1, harmless));
        return List.copyOf(rungs);
    }

    private static Rung rung(int type, int code, List<String> harmless) {
        String text = type + "/" + code;
        return new Rung(Answer.error(type, code, type, code), text, harmless.contains(text));
    }
}
