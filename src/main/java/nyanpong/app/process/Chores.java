package nyanpong.app.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Waker;

/** What is to be done now and then, on one thread: none of it is urgent, and an idle host is woken once for all that is due. */
public final class Chores {
    private record Chore(long delayNanos, LongSupplier body) {}

    private final List<Chore> chores = new ArrayList<>();

    /** So long, a chore that is done with is not done again. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * Before they are started.
     *
     * @param delayNanos after which it is done first
     * @param body does it, and returns after how many nanoseconds again
     */
    public void add(long delayNanos, LongSupplier body) {
        chores.add(new Chore(delayNanos, body));
    }

    /** The same every so often. */
    public void every(long periodNanos, Runnable body) {
        add(periodNanos, () -> {
            body.run();
            return periodNanos;
        });
    }

    public void start(Threads threads, Closing closing) throws ErrnoException {
        Waker pause = closing.add(new Waker());
        threads.start("chores", () -> run(pause), pause::wake);
    }

    /** Until {@code pause} is woken. */
    void run(Waker pause) {
        long[] due = new long[chores.size()];
        long now = System.nanoTime();
        for (int i = 0; i < due.length; i++) {
            due[i] = now + chores.get(i).delayNanos();
        }
        while (!pause.isWoken()) {
            long rest = Long.MAX_VALUE;
            for (int i = 0; i < due.length; i++) {
                if (due[i] - now <= 0) {
                    due[i] = now + chores.get(i).body().getAsLong();
                }
                rest = Math.min(rest, due[i] - now);
            }
            pause.sleepUntil(now + rest);
            now = System.nanoTime();
        }
    }
}
