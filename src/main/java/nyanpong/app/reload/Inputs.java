package nyanpong.app.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files that make a programme: the configuration, and what is in the folder of the arts.
 *
 * @param config null for the one in the jar
 * @param frames null, or a folder that may not exist
 */
record Inputs(Path config, Path frames) {
    /** An art, and a canvas's own frames in it. */
    private static final int DEPTH = 3;

    private static final int MOST_FILES = 20_000;
    /** No file that is longer is read: of a configuration, a frame or a font. */
    private static final int MOST_BYTES = 1 << 20;

    /** Equal where the files are, to the last octet. */
    record Digest(String hex) {}

    /** Of what is there now; what cannot be read counts as such. */
    Digest digest() {
        MessageDigest sha = sha256();
        if (config != null) {
            add(sha, config);
        }
        for (Path file : artFiles()) {
            add(sha, file);
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    /** All that is there to be read, links followed: the configuration, and each folder and file of arts. */
    Set<Path> paths() {
        Set<Path> paths = new LinkedHashSet<>();
        if (config != null && Files.exists(config)) {
            paths.add(real(config).toAbsolutePath());
        }
        if (frames != null && Files.exists(frames)) {
            walk(frames, DEPTH).forEach(path -> paths.add(real(path).toAbsolutePath()));
        }
        return paths;
    }

    /** The folders in which a change may show, with those above that may come to be replaced; only those that exist. */
    Set<Path> folders() {
        Set<Path> folders = new TreeSet<>();
        if (config != null) {
            addParents(folders, config);
        }
        if (frames != null) {
            addParents(folders, frames);
            walk(frames, DEPTH - 1).stream().filter(Files::isDirectory).forEach(folders::add);
        }
        return folders;
    }

    /** Whether a change of this name, in one of {@link #folders}, can matter. */
    boolean mayConcern(Path folder, Path name) {
        if (frames != null && folder.startsWith(frames)) {
            return !isHidden(name);
        }
        // Kubernetes swaps a link called ..data, and the file's own name stays as it is: AtomicWriter.
        return name.toString().equals("..data")
                || isName(name, config)
                || isName(name, real(config))
                || isName(name, frames);
    }

    private static boolean isName(Path name, Path file) {
        return file != null && name.equals(file.getFileName());
    }

    /** The folder that the name is in and, through links, the one that the file is in. */
    private static void addParents(Set<Path> folders, Path file) {
        for (Path path : new Path[] {file, real(file)}) {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null && Files.isDirectory(parent)) {
                folders.add(parent);
            }
        }
    }

    private static Path real(Path file) {
        try {
            return file == null ? null : file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private List<Path> artFiles() {
        return frames == null
                ? List.of()
                : walk(frames, DEPTH).stream()
                        .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .toList();
    }

    /** In order, without what is hidden. */
    private static List<Path> walk(Path folder, int depth) {
        List<Path> found = new ArrayList<>();
        Path inside = folder.resolve("."); // also where the folder itself is a link, as Kubernetes has it
        try (Stream<Path> all = Files.walk(inside, depth, new FileVisitOption[0])) {
            all.filter(path -> !isHidden(inside.relativize(path)))
                    .limit(MOST_FILES)
                    .forEach(found::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            return found; // gone while we looked: there will be another look
        }
        found.sort(null);
        return found;
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void add(MessageDigest sha, Path file) {
        sha.update(file.toString().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        if (!Files.isRegularFile(file)) {
            sha.update((byte) 1); // opening a FIFO would wait for its writer
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            sha.update((byte) 2);
            byte[] bytes = in.readNBytes(MOST_BYTES);
            sha.update(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException | NoSuchAlgorithmException e) {
            sha.update((byte) 3);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
