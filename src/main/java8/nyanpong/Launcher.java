package nyanpong;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The jar's Main-Class, compiled for Java 8: where Java is too old it says so in one sentence, instead of the JVM's
 * UnsupportedClassVersionError. It starts no second JVM: signals, capabilities and the process id would be the wrong one's.
 */
public final class Launcher {
    static final int REQUIRED = 22;

    /** EX_UNAVAILABLE of sysexits.h. */
    private static final int UNAVAILABLE = 69;

    private static final String JVMS = "/usr/lib/jvm";

    private Launcher() {}

    public static void main(String[] args) {
        String found = System.getProperty("java.specification.version");
        if (feature(found) >= REQUIRED) {
            // Linked only when reached, so that an old Java never sees the class file it cannot read.
            nyanpong.cli.Main.main(args);
            return;
        }
        System.err.println(complaint(found, System.getProperty("java.home"), newest(new File(JVMS))));
        System.exit(UNAVAILABLE);
    }

    /** The feature number in a {@code java.specification.version} ("1.8" is 8) or {@code JAVA_VERSION}; 0 if there is none. */
    static int feature(String version) {
        if (version == null) {
            return 0;
        }
        String[] parts = version.split("[^0-9]", 3);
        try {
            int first = Integer.parseInt(parts[0]);
            return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The one sentence; {@code better} is the home of a Java that would do, or null. */
    static String complaint(String found, String home, File better) {
        return "nyanpong needs Java " + REQUIRED + " or newer, and this is Java " + found + " (" + home + "): "
                + (better == null
                        ? "install a newer one, for example Temurin 25 from https://adoptium.net."
                        : "run it with " + better + "/bin/java instead.");
    }

    /** The newest sufficient Java among the folders of {@code jvms}, told from its {@code release} file; null if none. */
    static File newest(File jvms) {
        File best = null;
        int bestFeature = REQUIRED - 1;
        File[] homes = jvms.listFiles();
        if (homes == null) {
            return null;
        }
        Arrays.sort(homes);
        for (File home : homes) {
            int feature = released(home.toPath());
            if (feature > bestFeature && new File(home, "bin/java").canExecute()) {
                best = home;
                bestFeature = feature;
            }
        }
        return best;
    }

    private static int released(Path home) {
        String key = "JAVA_VERSION=\"";
        try {
            for (String line : Files.readAllLines(home.resolve("release"), StandardCharsets.UTF_8)) {
                if (line.startsWith(key)) {
                    return feature(line.substring(key.length()));
                }
            }
        } catch (IOException e) {
            return 0; // not a Java, or none that says what it is
        }
        return 0;
    }
}
