package nyanpong.ping;

import nyanpong.sys.ErrnoException;
import nyanpong.sys.Waker;

/**
 * Sends one request after another, each as soon as the one before is answered or timed out. Confined to the thread that
 * opened it, but for {@link #stop}.
 *
 * <p>A request that cannot even be sent is a timeout, as in IOS, and takes as long; {@link #sendErrno} tells why.
 */
public final class Pinger implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Options options;
    private final EchoSocket socket;
    private final Waker waker;
    private final Statistics statistics = new Statistics();
    private int sendErrno;

    Pinger(Options options, EchoSocket socket) throws ErrnoException {
        this.options = options;
        this.socket = socket;
        this.waker = new Waker(socket.fd());
    }

    /** Opens a ping socket, or where that is not to be had a raw one; a failure is the raw one's, the other suppressed. */
    public static Pinger open(Options options) throws ErrnoException {
        return new Pinger(options, openSocket(options));
    }

    /** Pings until all is done or {@link #stop}. A request that is then unanswered counts as timed out, as in IOS. */
    public Statistics run(Transcript transcript) {
        transcript.begin(options);
        socket.receive(0); // loads what receiving takes, which the first round trip shall not pay for
        for (int i = 0; i < options.repeat() && !waker.isWoken() && !transcript.isBroken(); i++) {
            transcript.glyph(ping(i & 0xffff));
            if (options.intervalMillis() > 0 && i + 1 < options.repeat()) {
                waker.sleepUntil(System.nanoTime() + options.intervalMillis() * NANOS_PER_MILLI);
            }
        }
        transcript.end(statistics);
        return statistics;
    }

    /** Ends {@link #run} promptly. From any thread, at any time. */
    public void stop() {
        waker.wake();
    }

    /** Why the last request that could not be sent could not; 0 if all could. */
    public int sendErrno() {
        return sendErrno;
    }

    @Override
    public void close() {
        waker.close();
        socket.close();
    }

    private Glyph ping(int sequence) {
        long sent = System.nanoTime();
        long deadline = sent + options.timeoutSeconds() * NANOS_PER_SECOND;
        int result = socket.send(sequence);
        if (result < 0) {
            sendErrno = -result;
        }
        Glyph glyph = null;
        long now;
        do {
            waker.awaitUntil(deadline);
            now = System.nanoTime();
            glyph = socket.receive(sequence);
        } while (glyph == null && now - deadline < 0 && !waker.isWoken());
        glyph = glyph == null ? Glyph.TIMEOUT : glyph;
        statistics.count(glyph, now - sent);
        return glyph;
    }

    private static EchoSocket openSocket(Options options) throws ErrnoException {
        try {
            return PingSocket.open(options);
        } catch (ErrnoException unprivileged) {
            try {
                return RawSocket.open(options);
            } catch (ErrnoException raw) {
                raw.addSuppressed(unprivileged);
                throw raw;
            }
        }
    }
}
