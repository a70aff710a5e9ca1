package nyanpong.config;

import java.util.List;
import java.util.regex.Pattern;

/** What a rule does: draws, or gives every request the same answer. */
public sealed interface Action {
    /**
     * Draws.
     *
     * @param canvas one of {@link #CANVASES}
     * @param arts 1 to {@value #MAX_ARTS} names, in playing order; one may come twice. Whether they exist is not
     * known here
     */
    record Play(String canvas, Ink ink, List<String> arts, Rotation rotation) implements Action {
        public static final List<String> CANVASES = List.of("cisco");
        public static final int MAX_ARTS = 64;
        private static final Pattern ART = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

        public Play {
            arts = List.copyOf(arts);
            if (!CANVASES.contains(canvas) || ink == null || rotation == null) {
                throw new IllegalArgumentException("canvas " + canvas + ", ink " + ink + ", rotation " + rotation);
            }
            if (arts.isEmpty() || arts.size() > MAX_ARTS || !arts.stream().allMatch(Play::isArtName)) {
                throw new IllegalArgumentException("play " + arts);
            }
        }

        /** 1 to 32 lower-case letters, digits and hyphens, no hyphen first: no art name is ever a path. */
        public static boolean isArtName(String name) {
            return ART.matcher(name).matches();
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
