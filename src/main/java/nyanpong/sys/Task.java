package nyanpong.sys;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thread of this process, as the kernel sees it: {@code /proc/self/task/TID/status} of proc(5).
 *
 * @param status lines such as {@code CapEff:\t0000000000000000}
 */
public record Task(int tid, String status) {
    private static final Path TASKS = Path.of("/proc/self/task");
    /** A status is some 1500 bytes; of each thread it is read several times, and a larger room each time would fill the heap. */
    private static final int ROOM = 8 << 10;

    /** All that live now. */
    public static List<Task> all() throws IOException {
        List<Task> all = new ArrayList<>();
        byte[] room = new byte[ROOM];
        try (Stream<Path> folders = Files.list(TASKS)) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                read(folder, room).ifPresent(all::add);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return all;
    }

    /** At most fifteen octets. */
    public String name() {
        return status.substring(status.indexOf('\t') + 1, status.indexOf('\n'));
    }

    /** A set of capabilities: {@code CapInh}, {@code CapPrm}, {@code CapEff}, {@code CapBnd}, {@code CapAmb}; a bit each. */
    public long capabilities(String set) {
        return Long.parseUnsignedLong("0" + field(set), 16);
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
        return field(field).split("\\s", 2)[0];
    }

    /** What stands after the colon; empty where there is no such line. */
    private String field(String name) {
        int line = status.indexOf("\n" + name + ":");
        int at = line + name.length() + 2;
        return line < 0 ? "" : status.substring(at, status.indexOf('\n', at)).strip();
    }

    /** Nothing where it has ended. */
    private static Optional<Task> read(Path folder, byte[] room) throws IOException {
        try (InputStream in = new FileInputStream(folder.resolve("status").toFile())) {
            int length = in.readNBytes(room, 0, room.length);
            // A thread's name is bytes of any kind.
            String status = new String(room, 0, length, StandardCharsets.ISO_8859_1);
            return Optional.of(new Task(Integer.parseInt(folder.getFileName().toString()), status));
        } catch (IOException e) {
            if (Files.exists(folder)) {
                throw e;
            }
            return Optional.empty(); // it has ended, perhaps while it was read: ESRCH
        }
    }
}
