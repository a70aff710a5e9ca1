package nyanpong.app.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nyanpong.app.host.UnavailableException;
import nyanpong.engine.takeover.LockHolder;

/**
 * A conversation with a responder over one of its sockets, in lines. No wait is longer than it is said to be, for a process that
 * is stopped takes connections and requests, and never answers. For one thread, but for {@link #close}.
 */
public final class Call implements AutoCloseable {
    /** For what a responder does at once. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_LINE = 1 << 20;
    private static final long AGAIN_MILLIS = 20;

    private final Path socket;
    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer read = ByteBuffer.allocate(1 << 14).limit(0);

    private Call(Path socket, SocketChannel channel) throws IOException {
        this.socket = socket;
        this.channel = channel;
        selector = Selector.open();
        try {
            channel.register(selector, 0);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * Calls who listens there.
     *
     * @throws SocketException if nobody does, or this user may not
     * @throws UnavailableException if its queue has no place for so long
     */
    static Call to(Path socket) throws IOException, UnavailableException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                channel.connect(UnixDomainSocketAddress.of(socket));
                return new Call(socket, channel);
            } catch (IOException e) {
                channel.close();
                if (!isFull(e, socket)) {
                    throw e;
                }
            }
            if (System.nanoTime() - end >= 0) {
                throw silent(socket, PATIENCE);
            }
            pause();
        }
    }

    /** @throws UnavailableException if it is not taken for so long */
    public void say(String line) throws IOException, UnavailableException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (channel.write(bytes) >= 0 && bytes.hasRemaining()) {
            if (!await(SelectionKey.OP_WRITE, end)) {
                throw silent(socket, PATIENCE);
            }
        }
    }

    /**
     * The next line, without its end; empty where the other has ended, or this has been closed.
     *
     * @param most how long it may take; null for ever. Who is stopped is not waited for longer than {@link #PATIENCE}
     * @throws UnavailableException if it takes longer
     */
    public Optional<String> line(Duration most) throws IOException, UnavailableException {
        long begin = System.nanoTime();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            while (line.size() <= MOST_LINE) {
                while (read.hasRemaining()) {
                    byte next = read.get();
                    if (next == '\n') {
                        return Optional.of(line.toString(StandardCharsets.UTF_8));
                    }
                    line.write(next);
                }
                int octets = channel.read(read.clear());
                read.flip();
                if (octets < 0) {
                    return Optional.empty();
                }
                if (octets == 0) {
                    await(most, begin);
                }
            }
        } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
            return Optional.empty();
        }
        throw new IOException("a responder with lines of more than " + MOST_LINE + " octets");
    }

    /** From any thread. */
    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    private void await(Duration most, long begin) throws IOException, UnavailableException {
        if (most == null) {
            select(SelectionKey.OP_READ, 0);
            return;
        }
        boolean isLong = most.compareTo(PATIENCE) > 0;
        Duration first = isLong ? PATIENCE : most;
        if (await(SelectionKey.OP_READ, begin + first.toNanos())) {
            return;
        }
        boolean works = isLong && !LockHolder.at(socket).isStopped(); // perhaps
        if (!works || !await(SelectionKey.OP_READ, begin + most.toNanos())) {
            throw silent(socket, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private boolean await(int operation, long end) throws IOException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        return millis > 0 && select(operation, millis);
    }

    private boolean select(int operation, long millis) throws IOException {
        channel.keyFor(selector).interestOps(operation);
        selector.selectedKeys().clear();
        return selector.select(millis) > 0;
    }

    private static UnavailableException silent(Path socket, Duration waited) throws IOException {
        LockHolder holder = LockHolder.at(socket);
        String who = holder.pid() == 0 ? "the responder at " + socket : "process " + holder.pid();
        return new UnavailableException(
                holder.isStopped()
                        ? who + " is stopped, and does not answer: kill -CONT " + holder.pid()
                        : who + " has not answered for " + waited.toSeconds() + " s: try again, or restart it");
    }

    /** EAGAIN, which Java gives no class of its own, of connect(2): unix(7) has no waiting then but to try again. */
    private static boolean isFull(IOException e, Path socket) {
        return e instanceof SocketException && !(e instanceof ConnectException) && Files.isWritable(socket);
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
