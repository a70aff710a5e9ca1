package nyanpong.http;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Answers GET and HEAD on one thread, to clients that may be slow or mean: none is waited for. Each has {@value #PATIENCE_MILLIS}
 * ms in all; of more than {@value #MOST_CLIENTS} the one that has been there longest gives way; and after
 * some answers there is a pause, so that no flood of requests takes a core away from the pings.
 */
public final class HttpServer implements AutoCloseable {
    static final int PATIENCE_MILLIS = 2_000;
    static final int MOST_CLIENTS = 32;

    private static final int PAUSE_MILLIS = 100;
    private static final int BACKLOG = 64;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final ServerSocketChannel server;
    /** In the order in which they came, and so in that in which their time is over. */
    private final Deque<Connection> clients = new ArrayDeque<>();

    private final int answersAPause;
    private volatile boolean stopped;
    /** Since the last pause. */
    private int answers;

    /**
     * Listens, and answers nobody yet.
     *
     * @param answersAPause after so many answers there is a pause of {@value #PAUSE_MILLIS} ms
     * @throws IOException as bind(2) has it: the port is taken, the address is not this host's, the port is for root
     */
    public HttpServer(InetSocketAddress address, int answersAPause) throws IOException {
        this.answersAPause = answersAPause;
        selector = Selector.open();
        try {
            // With an IPv4 socket for an IPv4 address, 0.0.0.0 is IPv4 alone; "::" is both.
            server = ServerSocketChannel.open(
                    address.getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        } catch (IOException | UnsupportedOperationException e) {
            selector.close();
            throw e instanceof IOException io ? io : new IOException("this host has no IPv6", e);
        }
        try {
            server.bind(address, BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Until {@link #stop}. */
    public void run(Site site) throws InterruptedException {
        while (!stopped) {
            try {
                selector.select(key -> ready(key, site), millisToWait());
            } catch (IOException e) {
                answers = answersAPause;
            }
            dismiss(System.nanoTime());
            if (answers >= answersAPause) {
                answers = 0;
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** From any thread. */
    public void stop() {
        stopped = true;
        selector.wakeup();
    }

    /** When {@link #run} has ended. */
    @Override
    public void close() throws IOException {
        clients.forEach(Connection::close);
        server.close();
        selector.close();
    }

    private void ready(SelectionKey key, Site site) {
        if (key.attachment() instanceof Connection client) {
            advance(client, site);
            return;
        }
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                if (clients.size() == MOST_CLIENTS) {
                    clients.remove().close();
                }
                Connection client =
                        new Connection(channel, selector, System.nanoTime() + PATIENCE_MILLIS * NANOS_PER_MILLI);
                clients.add(client);
                advance(client, site); // it may have asked already
            }
        } catch (IOException e) {
            answers = answersAPause; // out of descriptors, perhaps; whoever waits still does after the pause
        }
    }

    private void advance(Connection client, Site site) {
        if (client.advance(site)) {
            answers++;
        }
    }

    /** Those that have gone, and those whose time is over. */
    private void dismiss(long now) {
        while (!clients.isEmpty() && now - clients.element().endNanos() >= 0) {
            clients.remove().close();
        }
        clients.removeIf(client -> !client.isOpen());
    }

    /** Until the first one's time is over; 0 is until something happens. */
    private long millisToWait() {
        return clients.isEmpty()
                ? 0
                : Math.max(1, (clients.element().endNanos() - System.nanoTime()) / NANOS_PER_MILLI);
    }
}
