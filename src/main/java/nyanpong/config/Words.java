package nyanpong.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants as config.yaml spells them: kebab-case. */
public final class Words {
    private Words() {}

    /** {@code PER_SESSION} is {@code per-session}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> of(Class<? extends Enum<?>> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(Words::of).toList();
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
