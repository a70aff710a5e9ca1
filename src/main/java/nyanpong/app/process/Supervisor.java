package nyanpong.app.process;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import nyanpong.app.loop.PacketLoop;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.SdNotify;
import nyanpong.sys.Waker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd, where it started us and wants to know (Type=notify), that we serve, that we end, and with WatchdogSec that
 * the packet thread still turns: sd_notify(3), sd_watchdog_enabled(3). A process that lives but does not answer is killed and
 * started again.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    /** The packet thread turns once a second at least, {@link PacketLoop}; a busy host may take its time. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final SdNotify socket;
    private final long periodNanos;
    private final long patienceNanos;

    /**
     * @param periodNanos between two signs of life, or 0 if none is wanted
     * @param patienceNanos how long the packet thread may stand still
     */
    Supervisor(SdNotify socket, long periodNanos, long patienceNanos) {
        this.socket = socket;
        this.periodNanos = periodNanos;
        this.patienceNanos = patienceNanos;
    }

    /**
     * Says from now on that we serve; to nobody, where nobody asked.
     *
     * @param turns of the packet threads, another number each time while all are well
     * @param status a line for people
     */
    public static void tell(
            Map<String, String> environment, LongSupplier turns, String status, Threads threads, Closing closing)
            throws ErrnoException {
        String name = environment.get("NOTIFY_SOCKET");
        if (name == null) {
            return;
        }
        Supervisor supervisor =
                new Supervisor(closing.add(new SdNotify(name)), periodNanos(environment), PATIENCE_NANOS);
        Waker pause = closing.add(new Waker());
        threads.start("life", () -> supervisor.run(turns, status, pause), pause::wake);
    }

    /** Three signs of life in the time allowed; 0 where none is asked of this process. */
    static long periodNanos(Map<String, String> environment) {
        String pid = environment.get("WATCHDOG_PID");
        if (pid != null && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return 0;
        }
        try {
            return TimeUnit.MICROSECONDS.toNanos(Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"))) / 3;
        } catch (NumberFormatException e) {
            return 0; // not systemd's
        }
    }

    void run(LongSupplier turns, String status, Waker pause) {
        say("READY=1\nSTATUS=" + status);
        long seen = turns.getAsLong();
        long seenAt = System.nanoTime();
        while (!pause.isWoken()) {
            pause.sleepUntil(System.nanoTime() + (periodNanos > 0 ? periodNanos : Long.MAX_VALUE / 2));
            long now = turns.getAsLong();
            if (now != seen) {
                seen = now;
                seenAt = System.nanoTime();
            }
            if (periodNanos > 0 && System.nanoTime() - seenAt < patienceNanos + periodNanos) {
                say("WATCHDOG=1");
            }
        }
        say("STOPPING=1");
    }

    private void say(String state) {
        try {
            socket.send(state);
        } catch (ErrnoException e) {
            LOG.warn("systemd was not told {}: {}", state.replace('\n', ' '), e.getMessage());
        }
    }
}
