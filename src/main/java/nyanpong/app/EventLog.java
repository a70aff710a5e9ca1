package nyanpong.app;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import nyanpong.config.LogKind;
import nyanpong.echo.EventRing;
import nyanpong.jfr.Flight;
import nyanpong.jfr.FrameEvent;
import nyanpong.jfr.SessionEvent;
import nyanpong.score.Score;
import nyanpong.wire.AddressText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log thread: prints what the packet threads left in their rings, or records it (JFR), and says once a minute how many events it
 * had no room for.
 */
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long SHORTEST_PAUSE_MILLIS = 10;
    /** So an idle host is woken twice a second, no more. */
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final List<EventRing> rings;
    private final LogKind log;
    /** Sees each event, too. */
    private final Consumer<EventRing.Event> witness;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private long lostSaid;

    /**
     * @param rings of each packet thread one
     * @param log what is printed; for {@link LogKind#NONE} nothing is, but {@code witness} sees it
     */
    public EventLog(List<EventRing> rings, LogKind log, Consumer<EventRing.Event> witness) {
        this.rings = List.copyOf(rings);
        this.log = log;
        this.witness = witness;
    }

    public void run() throws InterruptedException {
        // One object for the whole run, and a plain loop: this is done some times a second for years.
        Consumer<EventRing.Event> tell = this::tell;
        long minute = System.nanoTime();
        long pause = SHORTEST_PAUSE_MILLIS;
        while (true) {
            boolean last = stopped.get();
            int told = 0;
            for (int i = 0; i < rings.size(); i++) {
                told += rings.get(i).drain(tell);
            }
            if (told > 0) {
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
    public void stop() {
        stopped.set(true);
    }

    private void tell(EventRing.Event e) {
        if (log != LogKind.NONE) {
            print(e);
        }
        if (Flight.isOn() && e.score() != null) {
            record(e);
        }
        witness.accept(e);
    }

    private void print(EventRing.Event e) {
        String who = AddressText.of(e.sourceHigh(), e.sourceLow()) + " > "
                + AddressText.of(e.destinationHigh(), e.destinationLow()) + " id " + e.identifier();
        String picture = e.score() == null ? "" : " " + e.score().title();
        if (log == LogKind.EACH) {
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

    private static void record(EventRing.Event e) {
        Score score = e.score();
        String source = AddressText.of(e.sourceHigh(), e.sourceLow());
        String destination = AddressText.of(e.destinationHigh(), e.destinationLow());
        if (e.isFirst()) {
            SessionEvent.record(
                    score.title(), score.canvas(), source, destination, e.identifier(), e.sequence(), e.dataLength());
        }
        if (e.isLast()) {
            FrameEvent.record(score.title(), score.canvas(), source, destination, e.identifier());
        }
    }

    private void sayLost() {
        long lost = rings.stream().mapToLong(EventRing::lost).sum();
        if (lost != lostSaid) {
            LOG.warn("{} log lines lost: requests came faster than they could be printed", lost - lostSaid);
            lostSaid = lost;
        }
    }
}
