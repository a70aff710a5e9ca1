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
    private static final int ESCAPE = 27;
    private static final int CTRL_D = 4;

    /** Where snapshots come from. */
    @FunctionalInterface
    public interface Source {
        /** Waits for the next; empty at the end. */
        Optional<Snapshot> next() throws IOException;
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
    private volatile IOException failure;
    private int from;

    /**
     * Takes the terminal.
     *
     * @param colours whether it may be coloured
     */
    public Top(boolean colours) throws IOException, NoTerminalException {
        screen = new Screen(colours);
    }

    /** @throws IOException if {@code source} throws it, or the terminal fails */
    public End run(Source source) throws IOException {
        Thread.ofPlatform().daemon().name("nyanpong-top").start(() -> read(source));
        Snapshot drawn = null;
        Size size = new Size();
        boolean moved = false;
        while (true) {
            Snapshot next = latest.getAndSet(null);
            Size there = screen.size();
            Snapshot now = next == null ? drawn : next;
            if (now != null && (next != null || moved || !there.equals(size))) {
                drawn = now;
                size = there;
                // The last column is left alone: not every terminal agrees what a character there does.
                screen.draw(size, Page.of(now, size.getColumns() - 1, size.getRows(), from, screen.look()));
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
        } catch (IOException e) {
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
