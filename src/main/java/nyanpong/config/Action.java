package nyanpong.config;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** What a rule does: draws, or gives every request the same answer. */
public sealed interface Action {
    /**
     * Draws.
     *
     * @param canvas one of {@link #CANVASES}
     * @param ink what a dark cell gets on {@value #CISCO} where the IP version has no palette; unreachable elsewhere
     * @param width cells to a line; null is the canvas's own, and always so on cisco, ttl and route
     * @param longestMillis where the scale of delays ends, {@value #MIN_LONGEST} to {@value #MAX_LONGEST}; null is the
     * canvas's own, and always so but on {@value #DELAY}
     * @param palette glyphs and answers for IPv4; null is paper and ink, and always so but on {@value #CISCO}
     * @param palette6 the same for IPv6
     * @param hops the routers that are pretended, at most {@value Hops#MAX} of each IP version; only on
     * {@value #ROUTE}, and never empty there
     * @param arts 1 to {@value #MAX_ARTS} names, in playing order; one may come twice. Whether they exist is not
     * known here
     */
    record Play(
            String canvas,
            Ink ink,
            Integer width,
            Integer longestMillis,
            Palette palette,
            Palette palette6,
            List<InetAddress> hops,
            List<String> arts,
            Rotation rotation,
            AnchorKind anchor)
            implements Action {
        public static final String CISCO = "cisco";
        public static final String DELAY = "delay";
        public static final String ROUTE = "route";
        public static final List<String> CANVASES =
                List.of(CISCO, "flood", "hexdump", "bars", "digits", "ttl", DELAY, ROUTE);

        static final int MIN_LONGEST = 24;
        static final int MAX_LONGEST = 10_000;
        /** On {@value #CISCO}, no art: one of every type and code, to see what a client prints. */
        public static final String CALIBRATION = "calibration";

        public static final int MAX_ARTS = 64;
        private static final Pattern ART = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

        public Play {
            hops = List.copyOf(hops);
            arts = List.copyOf(arts);
            if (!CANVASES.contains(canvas) || ink == null || rotation == null || anchor == null) {
                throw new IllegalArgumentException(
                        "canvas " + canvas + ", ink " + ink + ", rotation " + rotation + ", anchor " + anchor);
            }
            if (arts.isEmpty() || arts.size() > MAX_ARTS || !arts.stream().allMatch(Play::isArtName)) {
                throw new IllegalArgumentException("play " + arts);
            }
            if (width != null && !Widths.allows(canvas, width)) {
                throw new IllegalArgumentException("width " + width + " on " + canvas);
            }
            if (longestMillis != null
                    && (!canvas.equals(DELAY) || longestMillis < MIN_LONGEST || longestMillis > MAX_LONGEST)) {
                throw new IllegalArgumentException("longest " + longestMillis + " ms on " + canvas);
            }
            if (!canvas.equals(CISCO) && (ink != Ink.UNREACHABLE || palette != null || palette6 != null)) {
                throw new IllegalArgumentException("ink or palette on " + canvas);
            }
            if ((palette != null && !palette.keepsTo(PaletteAnswer.Error.IPV4))
                    || (palette6 != null && !palette6.keepsTo(PaletteAnswer.Error.IPV6))) {
                throw new IllegalArgumentException("palette " + palette + ", palette6 " + palette6);
            }
            if (canvas.equals(ROUTE) == hops.isEmpty() || !Hops.problems(hops).isEmpty()) {
                throw new IllegalArgumentException("hops " + hops + " on " + canvas);
            }
        }

        /** 1 to 32 lower-case letters, digits and hyphens, no hyphen first: no art name is ever a path. */
        public static boolean isArtName(String name) {
            return ART.matcher(name).matches();
        }

        /** Sends what no picture is made of, so to named sources alone. */
        public boolean isCalibration() {
            return canvas.equals(CISCO) && arts.contains(CALIBRATION);
        }
    }

    /** Answers without drawing. */
    record Plain(AnswerKind answer) implements Action {
        public Plain {
            if (answer == null) {
                throw new IllegalArgumentException("no answer");
            }
        }
    }
}
