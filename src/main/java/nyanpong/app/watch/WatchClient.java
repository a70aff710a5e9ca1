package nyanpong.app.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nyanpong.app.control.Control;
import nyanpong.app.host.UnavailableException;

/** Watches the responder of this network namespace: {@link WatchServer}. */
public final class WatchClient implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;

    private WatchClient(SocketChannel channel) {
        this.channel = channel;
        lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /**
     * Begins to watch.
     *
     * @param millis from one line to the next
     * @throws UnavailableException if there is no responder, or too many watch it
     * @throws AccessDeniedException if it is another user's, and this one may not
     */
    public static WatchClient open(int millis) throws IOException, UnavailableException {
        AccessDeniedException denied = null;
        for (Path socket : Control.sockets(Control.TOP)) {
            try {
                Optional<SocketChannel> channel = connect(socket);
                if (channel.isPresent()) {
                    return new WatchClient(channel.get()).ask(millis);
                }
            } catch (AccessDeniedException e) {
                denied = e;
            }
        }
        if (denied != null) {
            throw denied;
        }
        throw new UnavailableException("no responder serves this network namespace: nyanpong serve");
    }

    /** The next snapshot as JSON; empty when the responder has ended, or this has been closed. */
    public Optional<String> next() throws IOException {
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException e) {
            if (!channel.isOpen()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** From any thread. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Optional<SocketChannel> connect(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            Path folder = socket.getParent();
            if (Files.isDirectory(folder) && !Files.isExecutable(folder)) {
                throw denied(folder);
            }
            return Optional.empty();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return Optional.of(channel);
        } catch (SocketException e) {
            channel.close();
            if (!Files.isWritable(socket)) {
                throw denied(socket);
            }
            return Optional.empty(); // left by one that was killed
        }
    }

    private static AccessDeniedException denied(Path path) {
        return new AccessDeniedException(
                path.toString(),
                null,
                "its responder is another user's: run it with sudo, or have a group of yours as its top-group");
    }

    private WatchClient ask(int millis) throws IOException, UnavailableException {
        try {
            ByteBuffer line = ByteBuffer.wrap((Control.TOP + " " + millis + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (!next().orElse("").equals("0")) {
                throw new UnavailableException(next().orElse("the responder ended without an answer"));
            }
            return this;
        } catch (IOException | UnavailableException e) {
            channel.close();
            throw e;
        }
    }
}
