package nyanpong.app.watch;

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
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nyanpong.engine.takeover.RuntimeFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all who watch, over a Unix socket that nothing can be changed by. {@value #MOST_WATCHERS} at once, on one thread, and
 * none waits for another: each has one line under way, and who takes none for some seconds is cut off.
 */
public final class WatchServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final int MOST_WATCHERS = 16;
    private static final int BACKLOG = 8;
    private static final ByteBuffer TOO_MANY =
            ByteBuffer.wrap("69\ntoo many watch already\n".getBytes(StandardCharsets.US_ASCII));

    private final Path socket;
    private final Supplier<String> line;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final List<Watcher> watchers = new ArrayList<>();
    private volatile boolean stopped;
    private String latest = "";
    private ByteBuffer latestBytes = ByteBuffer.allocate(0);

    /**
     * @param line what is told; the same object as long as it is the same
     * @param group who may watch beside this user; null for nobody
     */
    WatchServer(Path socket, String group, Supplier<String> line) throws IOException {
        this.socket = socket;
        this.line = line;
        selector = Selector.open();
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
        try {
            Files.deleteIfExists(socket); // of one that was killed
            server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            if (group != null) {
                admit(group);
            }
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    void run() throws IOException {
        while (!stopped) {
            select();
            if (!server.isOpen() || !accept()) {
                return;
            }
            long now = System.nanoTime();
            watchers.removeIf(watcher -> !goesOn(watcher, now));
        }
    }

    private boolean goesOn(Watcher watcher, long now) {
        boolean goesOn;
        try {
            goesOn = watcher.serve(now, this::line);
        } catch (RuntimeException e) {
            LOG.error("a defect: nobody can watch; pings are answered", e);
            goesOn = false;
        }
        if (!goesOn) {
            watcher.close();
        }
        return goesOn;
    }

    /** From any thread. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        watchers.forEach(Watcher::close);
        server.close();
        selector.close();
        try {
            Files.deleteIfExists(socket);
            RuntimeFolder.deleteIfEmpty(socket.getParent());
        } catch (IOException e) {
            return; // without the privileges that it was made with; the next responder deletes it
        }
    }

    private void select() throws IOException {
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        long wait = watchers.stream()
                .mapToLong(watcher -> watcher.nextNanos() - now)
                .min()
                .orElse(Long.MAX_VALUE);
        if (wait == Long.MAX_VALUE) {
            selector.select();
        } else if (wait > 0) {
            selector.select(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        } else {
            selector.selectNow();
        }
    }

    /** False where it has been closed. */
    private boolean accept() throws IOException {
        try {
            for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
                client.configureBlocking(false);
                if (watchers.size() < MOST_WATCHERS) {
                    SelectionKey key = client.register(selector, SelectionKey.OP_READ);
                    watchers.add(new Watcher(client, key, System.nanoTime()));
                } else {
                    client.write(TOO_MANY.duplicate());
                    client.close();
                }
            }
            return true;
        } catch (ClosedChannelException e) {
            return false;
        }
    }

    /** One text for all. */
    private ByteBuffer line() {
        String now = line.get();
        if (!now.equals(latest)) {
            latest = now;
            latestBytes = ByteBuffer.wrap((now + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return latestBytes;
    }

    /** The group may connect, and find the socket in its folder; what else is in there it may not read. */
    private void admit(String group) throws IOException {
        GroupPrincipal principal =
                socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        for (Path path : List.of(socket.getParent(), socket)) {
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            if (!view.readAttributes().group().equals(principal)) {
                view.setGroup(principal);
            }
        }
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    }
}
