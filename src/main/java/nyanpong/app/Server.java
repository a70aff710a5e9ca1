package nyanpong.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nyanpong.app.claim.Claim;
import nyanpong.app.claim.Claims;
import nyanpong.app.control.Served;
import nyanpong.app.host.Chance;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.loop.Books;
import nyanpong.app.loop.PacketThreads;
import nyanpong.app.loop.Warmup;
import nyanpong.app.measure.Measures;
import nyanpong.app.measure.Monitoring;
import nyanpong.app.measure.Readiness;
import nyanpong.app.process.Chores;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Heap;
import nyanpong.app.process.Privileges;
import nyanpong.app.process.Supervisor;
import nyanpong.app.process.Threads;
import nyanpong.app.production.Clock;
import nyanpong.app.production.Production;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.app.production.Stagehand;
import nyanpong.app.recording.Recording;
import nyanpong.app.reload.Foresight;
import nyanpong.app.reload.Reloader;
import nyanpong.app.reload.Triggers;
import nyanpong.app.watch.Gallery;
import nyanpong.app.watch.Observer;
import nyanpong.app.watch.Spectators;
import nyanpong.art.ArtException;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.Endpoint;
import nyanpong.config.LogKind;
import nyanpong.config.Settings;
import nyanpong.echo.EventRing;
import nyanpong.echo.LocalTable;
import nyanpong.echo.Recorder;
import nyanpong.echo.Responder;
import nyanpong.echo.Staging;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.echo.Verdict.Fate;
import nyanpong.engine.HostView;
import nyanpong.engine.HostWatch;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.jfr.Flight;
import nyanpong.live.Identity;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Malloc;
import nyanpong.sys.Rtnetlink.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running responder. Everything that can fail is opened before the kernel's echo is touched, and what was opened is closed
 * in the opposite order on every way out: nothing more let in, the kernel's echo back, what had come in answered.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    /** Events: for every packet, or for a session's first and last ones. */
    private static final int LOG_RING = 1 << 14;

    private static final int SESSIONS_RING = 1 << 12;
    private static final long BOOKS_NANOS = 2_000_000_000L;
    /** The first pings are not to wait for what a start leaves behind. */
    private static final long START_NANOS = 1_000_000_000;
    /** After a flood, by which time what is to be compiled is. */
    private static final long TRIM_NANOS = 10_000_000_000L;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String configName;
    private final Closing closing = new Closing();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicReference<HostView> view = new AtomicReference<>();
    private final Link link;
    private final List<Responder> responders;
    private final Tally tally;
    private final Claim claim;
    private final PacketThreads packets;
    private final Endpoint metrics;
    private final Readiness readiness;
    private final Endpoint gallery;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens everything and begins to answer.
     *
     * @param settings where the configuration came from, and will come from again
     * @param recording where all packets are kept, or null; closed with this
     * @param warmup under way
     * @throws ConfigException if an art cannot be drawn
     * @throws UnavailableException if this host lacks something that the configuration names, or keeps its echo
     * @throws IOException if a system call fails
     */
    public Server(Config config, Settings settings, Recording recording, Warmup warmup)
            throws ConfigException, IOException, UnavailableException {
        Production production = ProgrammeCompiler.compile(config);
        warmup.play(production.rules()); // while we open what may wait for the kernel
        Privileges privileges = new Privileges(config.user());
        metrics = config.metrics();
        gallery = config.watching().gallery();
        configName = config.locations().file().replace(' ', '_');
        try {
            link = Interfaces.find(config.interfaceName());
            Monitoring monitoring = metrics == null ? null : new Monitoring(metrics, closing);
            closing.add(Flight.start(this::drops));
            Gallery shown = Gallery.open(config.watching(), production.onlooker(), closing);
            boolean told = config.log() != LogKind.NONE || Flight.isOn() || shown != null;
            List<EventRing> rings = IntStream.range(0, told ? config.threads() : 0)
                    .mapToObj(_ -> config.log() == LogKind.EACH
                            ? new EventRing(LOG_RING, false)
                            : new EventRing(SESSIONS_RING, true))
                    .toList();
            // Closed after the packet threads have ended, as it is opened before.
            Stagehand stagehand = closing.add(new Stagehand());
            List<Staging> stagings = stagehand.stage(config, production);
            responders = IntStream.range(0, config.threads())
                    .mapToObj(i -> new Responder(stagings.get(i), told ? rings.get(i) : null, Chance.next()))
                    .toList();
            tally = Tally.of(responders.stream().map(Responder::tally).toList());
            claim = Claims.open(config, production, link, tally, this::tellResponders, closing, LOG::warn);
            if (recording == null) { // else every packet is to come by
                claim.sequel().ifPresent(responders.getFirst()::continued);
            }
            claim.buckets().ifPresent(stagehand::share);
            HostWatch watch = closing.add(new HostWatch(link, this::hostChanged));
            claim.open(view.get());
            Threads threads = new Threads(closing, end::completeExceptionally);
            if (told) {
                // First, so that it ends last and prints what the others leave.
                EventLog log = new EventLog(rings, config.log(), shown == null ? _ -> {} : shown::finished);
                threads.start("log", log::run, log::stop);
            }
            if (recording != null) {
                recording.start(link.name(), threads, closing); // before the packet thread, so that it ends after it
            }
            Recorder recorder = recording == null ? null : new Recorder(responders.getFirst(), recording.ring());
            packets = new PacketThreads(claim.engines(), responders, recorder);
            packets.start(threads);
            threads.start("host", watch::run, watch::stop);
            Reloader reloader = new Reloader(config, production, settings, responders, stagehand, claim::stage);
            reloader.stage();
            readiness = new Readiness(packets::stillNanos, view::get, claim);
            if (monitoring != null) {
                Measures measures = new Measures(
                        link.name(),
                        claim,
                        packets::books,
                        reloader,
                        readiness,
                        packets::stillNanos,
                        () -> rings.stream().mapToLong(EventRing::lost).sum(),
                        watch::failures);
                monitoring.start(measures, readiness, threads);
            }
            Chores chores = new Chores();
            chores.every(BOOKS_NANOS, () -> packets.tell(config.log() != LogKind.NONE));
            chores.every(TRIM_NANOS, new Malloc()::trim);
            chores.add(START_NANOS, Heap.discardStart(tally::total));
            chores.add(untilMinute(), () -> strike(reloader));
            chores.start(threads, closing);
            Served served = new Served(link.name(), claim.takeover());
            Triggers.start(config, served, reloader, threads, closing);
            Observer observer = new Observer(production.onlooker(), tally, this::identity);
            Spectators.start(config.watching(), served, observer, threads, closing);
            if (shown != null) {
                shown.start(observer, threads);
            }
            claim.start(threads);
            await(warmup);
            // From here on the kernel is silent; so the way back is laid before the first step.
            closing.add(claim::end);
            claim.begin();
            readiness.begun();
            Supervisor.tell(System.getenv(), packets::turns, ready(), threads, closing);
            Foresight.warning(reloader, config.user()).ifPresent(LOG::warn);
            privileges.drop();
        } catch (TakeoverException e) {
            close();
            throw new UnavailableException(e.getMessage(), e.isPermission(), e);
        } catch (IOException | UnavailableException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** One line for people and programs: what is served, how, and where. */
    public String ready() {
        return "ready interface=" + link.name() + " engine=" + claim.engine().name()
                + (responders.size() == 1 ? "" : " threads=" + responders.size()) + " takeover=" + claim.takeover()
                + " addresses=" + claim.addresses(view.get()) + " config=" + configName
                + (metrics == null ? "" : " metrics=" + metrics)
                + (gallery == null ? "" : " gallery=" + gallery) + " pid="
                + ProcessHandle.current().pid();
    }

    private Identity identity(long seconds) {
        return new Identity(
                Printable.all(link.name()),
                claim.engine().name(),
                responders.size(),
                claim.takeover(),
                Printable.all(configName),
                ProcessHandle.current().pid(),
                seconds);
    }

    /** What became of everything, for after {@link #close}: {@link Books}, and what was answered beside. */
    public String counters() {
        long above = claim.answeredBeside();
        return packets.books() + (above > 0 ? "; answered plainly above IP " + above : "") + claim.counters();
    }

    /** Waits until it ends by itself, which only a failure makes it do. */
    public void await() throws InterruptedException, UnavailableException, IOException {
        try {
            end.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnavailableException gone -> throw gone;
                case ErrnoException failed -> throw failed;
                case Throwable defect -> throw new IllegalStateException("a thread failed: " + defect, defect);
            }
        }
    }

    /** Gives echo back and stops; may be called twice, and from any thread. */
    @Override
    public void close() {
        if (readiness != null) {
            readiness.ending();
        }
        try {
            closing.closeAll();
        } catch (Exception e) {
            LOG.error("{}", e.getMessage());
        }
        if (packets != null && !closed.getAndSet(true)) {
            packets.warnAtEnd();
        }
    }

    /** By verdict, from any thread; none before there is a responder. */
    private Map<String, Long> drops() {
        return tally == null
                ? Map.of()
                : Arrays.stream(Verdict.values())
                        .filter(verdict -> verdict.fate() == Fate.DROPPED)
                        .collect(Collectors.toMap(Verdict::label, tally::of));
    }

    /** At each full minute, arts that show the time are drawn anew. */
    private static long strike(Reloader reloader) {
        for (Clock clock : reloader.production().clocks()) {
            try {
                clock.strike();
            } catch (ArtException | IOException e) {
                LOG.warn("{}", e.getMessage()); // the old time stays
            }
        }
        reloader.struck();
        return untilMinute();
    }

    /** In nanoseconds, to the next full one. */
    private static long untilMinute() {
        return (MINUTE_MILLIS - Math.floorMod(System.currentTimeMillis(), MINUTE_MILLIS)) * NANOS_PER_MILLI;
    }

    private void hostChanged(HostView now) throws ErrnoException {
        HostView before = view.getAndSet(now);
        try {
            if (now.isThere()) {
                Interfaces.requireStill(now.link());
            }
            claim.hostChanged(now);
            LinkNews.of(before, now).ifPresent(LOG::warn); // not where it ends instead
            tellResponders();
            claim.hostKnown(now);
        } catch (UnavailableException e) {
            end.completeExceptionally(e);
        }
    }

    /** Of the host and the claim as they are; whoever comes last tells the latest. */
    private synchronized void tellResponders() {
        LocalTable table = claim.localTable(view.get());
        responders.forEach(responder -> responder.local(table));
    }

    private static void await(Warmup warmup) throws InterruptedIOException {
        try {
            warmup.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while it started");
        }
    }
}
