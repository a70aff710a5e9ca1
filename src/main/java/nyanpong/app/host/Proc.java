package nyanpong.app.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small files in which the kernel tells about itself. */
public final class Proc {
    private Proc() {}

    /** Its text without the last line's end, or null where it cannot be read. */
    public static String text(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return null;
        }
    }

    /** A number alone in a file, or -1 where there is none. */
    public static int number(String file) {
        String text = text(file);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
