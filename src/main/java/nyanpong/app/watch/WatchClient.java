package nyanpong.app.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import nyanpong.app.control.Control;
import nyanpong.app.control.Responders;
import nyanpong.app.control.Served;
import nyanpong.app.host.UnavailableException;

/** Watches a responder of this network namespace: {@link WatchServer}. */
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
     * @param meant whom, where there are several
     * @param millis from one line to the next
     * @throws UnavailableException if there is no responder, or too many watch it
     * @throws AccessDeniedException if it is another user's, and this one may not
     */
    public static WatchClient open(Served meant, int millis) throws IOException, UnavailableException {
        SocketChannel channel = Responders.find(Control.TOP, meant)
                .orElseThrow(
                        () -> new UnavailableException("no responder serves this network namespace: nyanpong serve"));
        return new WatchClient(channel).ask(millis);
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
