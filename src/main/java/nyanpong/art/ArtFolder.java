package nyanpong.art;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes an art: all of it into a folder beside, which is then given its name. Whatever fails leaves what was there as it
 * was, and nothing else.
 */
public final class ArtFolder {
    /** What holds an art's credits. */
    public static final String NOTES = "art.yaml";

    private static final String TEXT = ".txt";

    private final Path shelf;
    private final Path art;
    private final Path frames;
    private final boolean forAll;

    /**
     * Writes nothing yet.
     *
     * @param shelf the folder of the arts; made where it does not exist
     * @param canvas whose own frames they are, or null for all
     */
    public ArtFolder(Path shelf, String name, String canvas) throws ArtException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new ArtException(
                    "'" + Printable.of(name) + "': want a name of a-z, 0-9 and -, 32 characters at most");
        }
        this.shelf = shelf;
        art = shelf.resolve(name);
        forAll = canvas == null;
        frames = forAll ? art : art.resolve(canvas);
    }

    public boolean isForAll() {
        return forAll;
    }

    /** Where the frames will be. */
    public Path frames() {
        return frames;
    }

    /** The art's credits file, which may not exist. */
    public Path notes() {
        return art.resolve(NOTES);
    }

    /** @throws ArtException if what is there is in the way: anything at all, or, with {@code force}, what is no art */
    public void check(boolean force) throws IOException, ArtException {
        if (Files.exists(shelf) && !Files.isDirectory(shelf)) {
            throw new ArtException(Printable.of(shelf) + ": is no folder: want one for the arts");
        }
        Path file = shelf.resolve(art.getFileName() + TEXT);
        if (exists(file)) {
            throw new ArtException(Printable.of(file) + ": is an art of that name: take another name, or remove it");
        }
        for (Path folder : List.of(art, frames)) {
            if (exists(folder) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new ArtException(
                        Printable.of(folder) + ": is no folder (links are not followed): remove it first");
            }
        }
        if (!exists(frames)) {
            return;
        }
        if (!force) {
            throw new ArtException(Printable.of(frames) + ": exists: take another name, or --force to replace it");
        }
        try (Stream<Path> entries = Files.list(frames)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                boolean ours = name.endsWith(TEXT) || name.equals(NOTES);
                if (!ours || Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ArtException(Printable.of(entry) + ": would be lost: move it away first"
                            + (forAll ? ", or replace one canvas's frames with --canvas" : ""));
                }
            }
        }
    }

    /** @param pictures the rows of each frame */
    public void write(List<List<String>> pictures, Credits credits, boolean force) throws IOException, ArtException {
        check(force);
        Files.createDirectories(shelf);
        // The dot keeps it out of the gallery.
        Path fresh = Files.createTempDirectory(shelf, "." + art.getFileName() + ".");
        try {
            // A temporary folder is its owner's alone; an art is read by whoever serves it.
            Path made = Files.createDirectory(fresh.resolve("art"));
            Path own = forAll ? made : Files.createDirectory(made.resolve(frames.getFileName()));
            // The reader takes them by name.
            String pattern = pictures.size() < 100 ? "%02d" + TEXT : "%03d" + TEXT;
            for (int i = 0; i < pictures.size(); i++) {
                byte[] bytes = bytes(pictures.get(i));
                Files.write(own.resolve(pattern.formatted(i + 1)), bytes);
            }
            if (!exists(notes()) || forAll) {
                Files.writeString(made.resolve(NOTES), yaml(credits));
            }
            if (forAll || !exists(art)) {
                exchange(made, art, fresh.resolve("old"));
            } else {
                exchange(own, frames, fresh.resolve("old"));
                if (!exists(notes())) {
                    Files.move(made.resolve(NOTES), notes());
                }
            }
        } finally {
            delete(fresh);
        }
    }

    /** Puts one folder in the place of another, or back. */
    private static void exchange(Path made, Path place, Path old) throws IOException {
        boolean replaces = exists(place);
        if (replaces) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private static byte[] bytes(List<String> rows) throws ArtException {
        byte[] bytes = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > FrameReader.MOST_BYTES) {
            throw new ArtException("a frame of " + bytes.length + " bytes: want " + FrameReader.MOST_BYTES
                    + " at most; give a smaller --width or --height");
        }
        return bytes;
    }

    private static String yaml(Credits credits) {
        return "title: %s\nauthor: %s\nlicence: %s\n"
                .formatted(quoted(credits.title()), quoted(credits.author()), quoted(credits.licence()));
    }

    /** YAML's double-quoted style (YAML 1.2, section 7.3.1), of printable text. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            // Deepest first.
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
