package nyanpong.app;

import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.sys.ErrnoException;

/**
 * The packet thread: takes packets from the engine, has them answered, and sleeps only after a while without any. A woken
 * thread costs some 20 microseconds; spinning that long after each packet costs an idle host nothing.
 */
final class PacketLoop {
    private static final long SPIN_NANOS = 50_000;
    private static final int SLEEP_MILLIS = 1000;

    private final Engine engine;
    private final Responder responder;
    private final AtomicBoolean stopped = new AtomicBoolean();

    PacketLoop(Engine engine, Responder responder) {
        this.engine = engine;
        this.responder = responder;
    }

    /** Runs until {@link #stop}, and then answers what has come in by then. */
    void run() throws ErrnoException {
        Engine.Handler handler = responder::respond; // one object for the whole run
        long spinUntil = System.nanoTime();
        while (true) {
            boolean last = stopped.getAcquire();
            long now = System.nanoTime();
            responder.time(now);
            if (engine.poll(handler) > 0) {
                spinUntil = System.nanoTime() + SPIN_NANOS;
            } else if (last) {
                return;
            } else if (now - spinUntil < 0) {
                Thread.onSpinWait();
            } else {
                engine.await(SLEEP_MILLIS);
            }
        }
    }

    /** From any thread. */
    void stop() {
        stopped.setRelease(true);
        engine.wake();
    }
}
