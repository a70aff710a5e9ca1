package nyanpong.app;

import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.echo.EventRing;
import nyanpong.wire.AddressText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log thread: prints what the packet thread left in the ring, and once a minute how many it had no room for. */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long SHORTEST_PAUSE_MILLIS = 10;
    /** So an idle host is woken five times a second, no more. */
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final EventRing ring;
    private final boolean each;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long lostSaid;

    /** @param each whether every request is printed, and not only the beginnings and ends of drawings */
    EventLog(EventRing ring, boolean each) {
        this.ring = ring;
        this.each = each;
    }

    void run() throws InterruptedException {
        long minute = System.nanoTime();
        long pause = SHORTEST_PAUSE_MILLIS;
        while (true) {
            boolean last = stopped.get();
            if (ring.drain(this::print) > 0) {
                pause = SHORTEST_PAUSE_MILLIS;
            } else if (last) {
                sayLost();
                return;
            } else {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
            if (System.nanoTime() - minute >= MINUTE_NANOS) {
                minute += MINUTE_NANOS;
                sayLost();
            }
        }
    }

    /** From any thread. */
    void stop() {
        stopped.set(true);
    }

    private void print(EventRing.Event e) {
        String who = AddressText.of(e.sourceHigh(), e.sourceLow()) + " > "
                + AddressText.of(e.destinationHigh(), e.destinationLow()) + " id " + e.identifier();
        String picture = e.score() == null ? "" : " " + e.score().title();
        if (each) {
            String cell = e.cell() < 0 ? "" : " cell " + e.cell();
            LOG.info(
                    "{} seq {} {} octets: {}{}{}",
                    who,
                    e.sequence(),
                    e.dataLength(),
                    e.verdict().label(),
                    picture,
                    cell);
        } else if (e.isFirst()) {
            LOG.info("{}: drawing{}", who, picture);
        } else {
            LOG.info("{}: drew{} to its last cell", who, picture);
        }
    }

    private void sayLost() {
        long lost = ring.lost();
        if (lost != lostSaid) {
            LOG.warn("{} log lines lost: requests came faster than they could be printed", lost - lostSaid);
            lostSaid = lost;
        }
    }
}
