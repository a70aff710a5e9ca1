package nyanpong.dashboard;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nyanpong.live.Snapshot;
import org.jline.terminal.Size;
import org.jline.utils.NonBlockingReader;

/** Shows snapshots on the terminal as they come, until {@code q} is pressed or there are no more. */
public final class Top implements AutoCloseable {
    private static final int KEY_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int ESCAPE = 27;
    private static final int CTRL_D = 4;

    /** Where snapshots come from. */
    @FunctionalInterface
    public interface Source {
        /** Waits for the next; empty at the end. */
        Optional<Snapshot> next() throws Exception;
    }

    /** What ended it. */
    public enum End {
        QUIT,
        /** There are no more snapshots. */
        OVER,
        /** The terminal has gone. */
        GONE
    }

    private final Screen screen;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>();
    private volatile boolean over;
    private volatile Exception failure;
    private final long stale;
    private int from;

    /**
     * Takes the terminal.
     *
     * @param colours whether it may be coloured
     * @param periodMillis from one snapshot to the next
     */
    public Top(boolean colours, int periodMillis) throws IOException, NoTerminalException {
        stale = 2L * periodMillis * NANOS_PER_MILLI + NANOS_PER_SECOND;
        screen = new Screen(colours);
    }

    /** @throws Exception if {@code source} throws it, or the terminal fails */
    public End run(Source source) throws Exception {
        Thread.ofPlatform().daemon().name("nyanpong-top").start(() -> read(source));
        Snapshot now = null;
        Size size = new Size();
        long came = System.nanoTime();
        long silent = 0;
        boolean moved = true;
        while (true) {
            Snapshot next = latest.getAndSet(null);
            if (next != null) {
                now = next;
                came = System.nanoTime();
            }
            long since = System.nanoTime() - came;
            long seconds = since < stale ? 0 : since / NANOS_PER_SECOND;
            Size there = screen.size();
            if (next != null || moved || seconds != silent || !there.equals(size)) {
                size = there;
                silent = seconds;
                // The last column is left alone: not every terminal agrees what a character there does.
                int columns = size.getColumns() - 1;
                screen.draw(
                        size,
                        now == null
                                ? Page.waiting(columns, size.getRows(), screen.look())
                                : Page.of(now, columns, size.getRows(), from, silent, screen.look()));
            }
            if (failure != null) {
                throw failure;
            }
            if (over) {
                return End.OVER;
            }
            int key = screen.key(KEY_MILLIS);
            if (key == 'q' || key == 'Q' || key == CTRL_D) {
                return End.QUIT;
            }
            if (key == NonBlockingReader.EOF) {
                return End.GONE;
            }
            moved = move(key == ESCAPE ? sequence() : key, now);
        }
    }

    /** Gives the terminal back; from any thread. */
    @Override
    public void close() throws IOException {
        screen.close();
    }

    private void read(Source source) {
        try {
            for (Optional<Snapshot> next = source.next(); next.isPresent(); next = source.next()) {
                latest.set(next.get());
            }
            over = true;
        } catch (Exception e) {
            failure = e;
        }
    }

    private boolean move(int key, Snapshot now) {
        int before = from;
        int last = now == null ? 0 : Math.max(0, now.shown().size() - 1);
        from = Math.clamp(
                switch (key) {
                    case 'j' -> from + 1;
                    case 'k' -> from - 1;
                    case 'g' -> 0;
                    case 'G' -> last;
                    default -> from;
                },
                0,
                last);
        return from != before;
    }

    /** What an arrow's sequence stands for: {@code ESC [ B}, {@code ESC O B} is down. */
    private int sequence() throws IOException {
        int kind = screen.key(KEY_MILLIS);
        if (kind != '[' && kind != 'O') {
            return kind;
        }
        return switch (screen.key(KEY_MILLIS)) {
            case 'A' -> 'k';
            case 'B' -> 'j';
            case 'H' -> 'g';
            case 'F' -> 'G';
            default -> 0;
        };
    }
}
