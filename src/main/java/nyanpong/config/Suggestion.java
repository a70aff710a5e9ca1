package nyanpong.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant by one that is misspelt, or not written to its end. */
public final class Suggestion {
    /** No word of ours comes near to it, and the distance is quadratic. */
    private static final int LONGEST = 40;
    /** Fewer letters are the beginning of too many words. */
    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /** The nearest; of several as near the first. */
    public static Optional<String> of(String given, List<String> known) {
        String plain = plain(given);
        if (given.length() > LONGEST || plain.isEmpty()) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> distance(plain, plain(word))
                        <= Math.max(1, Math.min(2, plain(word).length() / 3)))
                .min(Comparator.comparingInt(word -> distance(plain, plain(word))))
                .or(() -> begunWith(plain, known));
    }

    /** What an error ends with: {@code ; did you mean nyan?}, or nothing. */
    public static String question(String given, List<String> known) {
        return of(given, known).map(word -> "; did you mean " + word + "?").orElse("");
    }

    private static Optional<String> begunWith(String plain, List<String> known) {
        return plain.length() < SHORTEST_BEGINNING
                ? Optional.empty()
                : known.stream().filter(word -> plain(word).startsWith(plain)).findFirst();
    }

    /** {@code answersPerSecond} and {@code answers_per_second} mean the same. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's, with two neighbours swapped counting as one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
