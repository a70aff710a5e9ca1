package nyanpong.app.process;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the threads of a server, and stops them in the opposite order. One that fails, or ends before it was told to, is
 * reported, so that the server ends: half of it would be a host that nobody answers for.
 */
public final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long JOIN_MILLIS = 2_000;
    /** Made before it is needed: then there is no memory to make it of. */
    private static final byte[] LAST_WORDS =
            "nyanpong: out of memory: ends at once, and the kernel answers again; give it more (java -Xmx)\n"
                    .getBytes(StandardCharsets.US_ASCII);

    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private final Closing closing;
    private final Consumer<Throwable> failed;
    private final Runnable halt;

    /** @param failed told, on that thread, what a body threw */
    public Threads(Closing closing, Consumer<Throwable> failed) {
        this(closing, failed, Threads::halt);
    }

    /** @param halt ends the process without needing memory; whoever holds echo back for us gives it back */
    public Threads(Closing closing, Consumer<Throwable> failed, Runnable halt) {
        this.closing = closing;
        this.failed = failed;
        this.halt = halt;
    }

    /** @param stop makes the body end soon, from any thread */
    public void start(String name, Body body, Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        Thread thread = new Thread(() -> run(name, body, stopping), "nyanpong-" + name);
        thread.start();
        closing.add(() -> {
            stopping.set(true);
            stop.run();
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                // Its memory and descriptors must outlive it; the process is about to end, and the kernel frees them.
                LOG.error("thread {} does not end", thread.getName());
                closing.abandon();
            }
        });
    }

    private void run(String name, Body body, AtomicBoolean stopping) {
        try {
            try {
                body.run();
                if (!stopping.get()) {
                    failed.accept(new IllegalStateException("thread " + name + " ended before its time"));
                }
            } catch (OutOfMemoryError e) {
                halt.run(); // an orderly end needs memory
            } catch (Throwable t) {
                failed.accept(t);
            }
        } catch (Throwable t) {
            halt.run();
        }
    }

    private static void halt() {
        try {
            System.err.write(LAST_WORDS, 0, LAST_WORDS.length);
            System.err.flush();
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
