package nyanpong.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One request and its answer, as far as the client has let it get; never waits. */
final class Connection {
    /** Octets of a request's head. */
    static final int MOST_REQUEST = 8192;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final long endNanos;
    private final ByteBuffer in = ByteBuffer.allocate(MOST_REQUEST);
    private ByteBuffer out;
    /** All is sent; what the client still sends is thrown away, for closing on it would take the answer back. */
    private boolean answered;

    Connection(SocketChannel channel, Selector selector, long endNanos) throws IOException {
        this.channel = channel;
        this.endNanos = endNanos;
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** When its time is over: of {@link System#nanoTime}. */
    long endNanos() {
        return endNanos;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Goes on as far as it can; returns whether an answer was made. Whatever the client does, nothing is thrown. */
    boolean advance(Site site) {
        boolean made = false;
        try {
            if (out == null && read()) {
                made = true;
                out = answer(site);
            }
            if (out != null && !answered) {
                write();
            }
            if (answered) {
                drain();
            }
        } catch (IOException e) {
            close(); // it has gone
        }
        return made;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // the kernel has closed it all the same
        }
    }

    /** True where there is something to answer to: a whole head, or one that is too long. */
    private boolean read() throws IOException {
        if (channel.read(in) < 0) {
            close();
            return false;
        }
        return isWhole() || !in.hasRemaining();
    }

    private ByteBuffer answer(Site site) {
        return isWhole()
                ? site.answer(StandardCharsets.ISO_8859_1.decode(in.flip()).toString())
                : HttpResponse.text(431, "want a request of at most " + MOST_REQUEST + " octets")
                        .bytes(false);
    }

    /** RFC 9112 section 2.2: a line may end in a line feed alone. */
    private boolean isWhole() {
        int end = in.position();
        for (int i = 1; i < end; i++) {
            if (in.get(i) == '\n'
                    && (in.get(i - 1) == '\n' || (i > 1 && in.get(i - 1) == '\r' && in.get(i - 2) == '\n'))) {
                return true;
            }
        }
        return false;
    }

    private void write() throws IOException {
        channel.write(out);
        if (out.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            channel.shutdownOutput();
            key.interestOps(SelectionKey.OP_READ);
            answered = true;
        }
    }

    private void drain() throws IOException {
        int n;
        do {
            n = channel.read(in.clear());
        } while (n > 0);
        if (n < 0) {
            close();
        }
    }
}
