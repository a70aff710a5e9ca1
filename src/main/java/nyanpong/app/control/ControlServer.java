package nyanpong.app.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;
import nyanpong.engine.takeover.RuntimeFolder;

/**
 * Answers {@link Control}'s requests, one client after the other. Each has {@value #PATIENCE_MILLIS} ms to ask and as long to
 * take its answer, and {@value Control#MOST_REQUEST} octets; others wait in a short queue of the kernel's.
 */
public final class ControlServer implements AutoCloseable {
    private static final int BACKLOG = 8;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Path socket;
    private final Function<String, Optional<String>> answers;
    private final Selector selector;
    private final ServerSocketChannel server;
    private volatile boolean stopped;

    /** @param answers to a request, or nothing to one that is not known */
    public ControlServer(Path socket, Function<String, Optional<String>> answers) throws IOException {
        this.socket = socket;
        this.answers = answers;
        selector = Selector.open();
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
        try {
            // Of one that was killed: no two serve the same.
            Files.deleteIfExists(socket);
            server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    public void run() throws IOException {
        while (!stopped) {
            selector.select();
            selector.selectedKeys().clear();
            SocketChannel client;
            try {
                client = server.accept();
            } catch (ClosedChannelException e) {
                return;
            }
            if (client != null) {
                serve(client);
            }
        }
    }

    /** From any thread. */
    public void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
        try {
            Files.deleteIfExists(socket);
            RuntimeFolder.deleteIfEmpty(socket.getParent());
        } catch (IOException e) {
            return; // without the privileges that it was made with; the next responder deletes it
        }
    }

    /** Whatever a client does or leaves undone, the next one is served. */
    private void serve(SocketChannel client) {
        try (client) {
            client.configureBlocking(false);
            Optional<String> request = read(client);
            // While we were stopped, say, it may have given up: it must not get what it was told it would not.
            if (request.isPresent() && client.read(ByteBuffer.allocate(1)) >= 0) {
                String answer = answers.apply(request.get()).orElse("2\nunknown request\n");
                write(client, ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return; // it has gone
        }
    }

    private Optional<String> read(SocketChannel client) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(Control.MOST_REQUEST);
        long end = deadline();
        while (await(client, SelectionKey.OP_READ, end)) {
            if (client.read(line) < 0 || !line.hasRemaining()) {
                return Optional.empty();
            }
            String text = new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII);
            if (text.endsWith("\n")) {
                return Optional.of(text.strip());
            }
        }
        return Optional.empty();
    }

    private void write(SocketChannel client, ByteBuffer answer) throws IOException {
        answer.limit(Math.min(answer.limit(), Control.MOST_ANSWER));
        long end = deadline();
        while (answer.hasRemaining() && await(client, SelectionKey.OP_WRITE, end)) {
            client.write(answer);
        }
    }

    private boolean await(SocketChannel client, int operation, long end) throws IOException {
        try (Selector one = Selector.open()) {
            SelectionKey key = client.register(one, operation);
            long millis = (end - System.nanoTime()) / 1_000_000;
            return millis > 0 && !stopped && one.select(millis) > 0 && key.isValid();
        }
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    }
}
