package nyanpong.app.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nyanpong.app.control.Control;

/**
 * One who watches: asks {@code top MILLIS} once, and then gets a line every so many milliseconds, or fewer where it does not
 * read them: what it has no room for is left out, and never kept for it.
 */
final class Watcher {
    static final int SHORTEST_MILLIS = 100;
    static final int LONGEST_MILLIS = 60_000;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final ByteBuffer ALL_IS_WELL = ByteBuffer.wrap("0\n".getBytes(StandardCharsets.US_ASCII));

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request = ByteBuffer.allocate(Control.MOST_REQUEST);
    private ByteBuffer answer = ByteBuffer.allocate(0);
    /** 0 until it has asked. */
    private long period;

    private long due;
    private long progress;

    Watcher(SocketChannel channel, SelectionKey key, long now) {
        this.channel = channel;
        this.key = key;
        progress = now;
    }

    /**
     * Does what can be done at once.
     *
     * @param line the latest
     * @return false where it has gone, asks for something else, or stands still
     */
    boolean serve(long now, Supplier<ByteBuffer> line) {
        try {
            if (key.isReadable() && !read(now)) {
                return false;
            }
            if (period > 0 && !answer.hasRemaining() && now - due >= 0) {
                answer = line.get().duplicate();
                due = Math.max(due + period, now);
                progress = now;
            }
            if (answer.hasRemaining() && channel.write(answer) > 0) {
                progress = now;
            }
            key.interestOps(SelectionKey.OP_READ | (answer.hasRemaining() ? SelectionKey.OP_WRITE : 0));
            return now - progress < PATIENCE_NANOS || (period > 0 && !answer.hasRemaining());
        } catch (IOException e) {
            return false;
        }
    }

    /** When something is to be done for it, whatever it does. */
    long nextNanos() {
        return period > 0 && !answer.hasRemaining() ? due : progress + PATIENCE_NANOS;
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            return; // it has gone
        }
    }

    private boolean read(long now) throws IOException {
        int octets = channel.read(request);
        if (octets == 0) {
            return true; // the key still says what it said before
        }
        if (octets < 0 || !request.hasRemaining() || period > 0) {
            return false;
        }
        String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
        if (!text.endsWith("\n")) {
            return true;
        }
        Optional<Integer> millis = millis(text.strip());
        if (millis.isEmpty()) {
            channel.write(ByteBuffer.wrap("2\nunknown request\n".getBytes(StandardCharsets.US_ASCII)));
            return false;
        }
        period = TimeUnit.MILLISECONDS.toNanos(millis.get());
        due = now;
        return channel.write(ALL_IS_WELL.duplicate()) > 0;
    }

    private static Optional<Integer> millis(String request) {
        if (!request.matches(Control.TOP + " [0-9]{1,5}")) {
            return Optional.empty();
        }
        int millis = Integer.parseInt(request.substring(Control.TOP.length() + 1));
        return Optional.of(Math.clamp(millis, SHORTEST_MILLIS, LONGEST_MILLIS));
    }
}
