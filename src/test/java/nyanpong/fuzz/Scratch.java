package nyanpong.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nyanpong.art.Printable;

/** A file for readers that want one; gone when the program is. */
final class Scratch {
    private final Path file;

    Scratch(String suffix) {
        try {
            file = Files.createTempFile("nyanpong-fuzz", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.toFile().deleteOnExit();
    }

    Path with(byte[] content) throws IOException {
        return Files.write(file, content);
    }

    static void requirePrintable(Exception e) {
        if (!Printable.isPrintable(e.getMessage())) {
            throw new AssertionError("an error that is not printable: " + Printable.of(e.getMessage()), e);
        }
    }
}
