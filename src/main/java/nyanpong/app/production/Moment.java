package nyanpong.app.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import nyanpong.art.ArtException;
import nyanpong.art.Frame;
import nyanpong.art.text.LiveText;

/**
 * What live text shows: the time of day, and what this host is called.
 *
 * @param host without its domain
 */
public record Moment(String clock, String host) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    static Moment now() throws IOException {
        return at(System.currentTimeMillis());
    }

    /** @param millis since the epoch */
    public static Moment at(long millis) throws IOException {
        String host = Files.readString(HOST_NAME).strip().replaceFirst("\\..*", "");
        return new Moment(
                LocalTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault())
                        .format(MINUTES),
                host);
    }

    Moment atMidnight() {
        return new Moment("00:00", host);
    }

    /** @throws ArtException if the text's font cannot write it */
    Frame draw(LiveText text) throws ArtException {
        return text.frame(clock, host);
    }
}
