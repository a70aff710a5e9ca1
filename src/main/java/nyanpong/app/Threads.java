package nyanpong.app;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the threads of a server, and stops them in the opposite order; one that fails is reported. */
final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long JOIN_MILLIS = 2_000;

    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    private final Closing closing;
    private final Consumer<Throwable> failed;

    /** @param failed told, on that thread, what a body threw */
    Threads(Closing closing, Consumer<Throwable> failed) {
        this.closing = closing;
        this.failed = failed;
    }

    /** @param stop makes the body end soon, from any thread */
    void start(String name, Body body, Runnable stop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Throwable t) {
                        failed.accept(t);
                    }
                },
                "nyanpong-" + name);
        thread.start();
        closing.add(() -> {
            stop.run();
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                // Its memory and descriptors must outlive it; the process is about to end, and the kernel frees them.
                LOG.error("thread {} does not end", thread.getName());
                closing.abandon();
            }
        });
    }
}
