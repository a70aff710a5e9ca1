package nyanpong.app.host;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Numbers that no peer can know: urandom(4), which SecureRandom asks too once it has loaded Java's security providers. */
public final class Chance {
    private Chance() {}

    /** @throws UncheckedIOException where there is no /dev/urandom, which a Linux has */
    public static long next() {
        try (DataInputStream in = new DataInputStream(new FileInputStream("/dev/urandom"))) {
            return in.readLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
