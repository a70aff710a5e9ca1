package nyanpong.app.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.Recorder;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.sys.ErrnoException;

/**
 * The packet thread: sends what is due, takes packets from the engine, has them answered, and where they are close to each other
 * sleeps only after a while without any. A woken thread costs some 20 microseconds; spinning somewhat longer than that between
 * such packets, and before each one that is due, costs an idle host nothing. Where they are further apart it would be in vain, and
 * worse: a thread that is preempted while it spins is not woken by a packet.
 */
public final class PacketLoop {
    private static final long SPIN_NANOS = 50_000;
    /** What is close: answered by a thread that must be woken, the next packet of a client that waits for it comes no later. */
    private static final long CLOSE_NANOS = 4 * SPIN_NANOS;

    /** At first it looks for packets so long, often enough for the first compiler to see to it: before there are any. */
    private static final long FIRST_SPIN_NANOS = 3_000_000;

    private static final long SLEEP_NANOS = 1_000_000_000;

    private final Engine engine;
    private final Responder responder;
    private final Recorder recorder;
    private final Ledger ledger;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong turnedNanos = new AtomicLong(System.nanoTime());

    /** @param recorder keeps copies of what the responder answers, or null */
    public PacketLoop(Engine engine, Responder responder, Recorder recorder) {
        this.engine = engine;
        this.responder = responder;
        this.recorder = recorder;
        ledger = new Ledger(engine, responder, System.nanoTime());
    }

    /** The books of this thread. */
    public Ledger ledger() {
        return ledger;
    }

    /** Runs until {@link #stop}, then answers what has come in by then, and sends early what is not yet due. */
    public void run() throws ErrnoException {
        // One object each for the whole run.
        Engine.Handler handler = new Answering(responder, recorder);
        DelayQueue.Sender sender = recorder == null ? engine::send : recorder.sender(engine::send);
        long lastNanos = System.nanoTime();
        long spinUntil = lastNanos + FIRST_SPIN_NANOS;
        while (true) {
            boolean last = stopped.getAcquire();
            long now = System.nanoTime();
            turnedNanos.setOpaque(now); // one writer: no locked instruction
            DelayQueue delays = responder.late(); // none as long as nothing is ever late
            if (delays != null) {
                delays.drain(now, sender);
            }
            responder.time(now);
            int taken = engine.poll(handler);
            ledger.between(now, taken == 0);
            if (taken > 0) {
                spinUntil = now - lastNanos < CLOSE_NANOS ? System.nanoTime() + SPIN_NANOS : now;
                lastNanos = now;
            } else if (last) {
                flush(delays, sender);
                ledger.drained();
                return;
            } else {
                long wakeUp = now + sleepNanos(delays, now) - SPIN_NANOS;
                if (now - spinUntil < 0 || now - wakeUp >= 0) {
                    Thread.onSpinWait();
                } else {
                    engine.awaitUntil(wakeUp);
                }
            }
        }
    }

    /** From any thread. */
    public void stop() {
        stopped.setRelease(true);
        engine.wake();
    }

    /** When it last went round, of {@link System#nanoTime}; it does at least once a second. From any thread. */
    long turnedNanos() {
        return turnedNanos.getOpaque();
    }

    /** How long it has not begun to go round; over a second is a busy host, over three is stuck. From any thread. */
    public long stillNanos() {
        return System.nanoTime() - turnedNanos.getOpaque();
    }

    private static long sleepNanos(DelayQueue delays, long now) {
        return delays == null ? SLEEP_NANOS : Math.min(SLEEP_NANOS, delays.waitNanos(now));
    }

    /** Early is better than never: what is held was counted as an answer. */
    private static void flush(DelayQueue delays, DelayQueue.Sender sender) {
        if (delays != null) {
            delays.flush(sender);
        }
    }
}
