package nyanpong.sys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thread of this process, as the kernel sees it: {@code /proc/self/task/TID/status} of proc(5).
 *
 * @param fields what stands after the colon, such as {@code CapEff} to {@code 0000000000000000}
 */
public record Task(int tid, Map<String, String> fields) {
    private static final Path TASKS = Path.of("/proc/self/task");

    public Task {
        fields = Map.copyOf(fields);
    }

    /** All that live now. */
    public static List<Task> all() throws IOException {
        List<Task> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(TASKS)) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                read(folder).ifPresent(all::add);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }

    /** A set of capabilities: {@code CapInh}, {@code CapPrm}, {@code CapEff}, {@code CapBnd}, {@code CapAmb}; a bit each. */
    public long capabilities(String set) {
        return Long.parseUnsignedLong(fields.getOrDefault(set, "0"), 16);
    }

    /** What it may do, or get back: every set but the bounding one. */
    public long capabilities() {
        return capabilities("CapInh") | capabilities("CapPrm") | capabilities("CapEff") | capabilities("CapAmb");
    }

    public boolean has(String set, int capability) {
        return (capabilities(set) >>> capability & 1) != 0;
    }

    /** The first word of a field: of {@code Uid}, the real one. */
    public String first(String field) {
        return fields.getOrDefault(field, "").split("\\s", 2)[0];
    }

    /** Nothing where it has ended. */
    private static Optional<Task> read(Path folder) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try {
            // A thread's name is bytes of any kind.
            for (String line : Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.exists(folder)) {
                throw e;
            }
            return Optional.empty(); // ESRCH: it ended while it was read
        }
        return Optional.of(new Task(Integer.parseInt(folder.getFileName().toString()), fields));
    }
}
