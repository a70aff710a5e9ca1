package nyanpong.app.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nyanpong.app.claim.Claim;
import nyanpong.app.measure.Measures;
import nyanpong.app.measure.Readiness;
import nyanpong.app.process.Threads;
import nyanpong.app.production.Production;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.app.production.Stagehand;
import nyanpong.app.reload.Reloader;
import nyanpong.config.Config;
import nyanpong.config.Overrides;
import nyanpong.config.Settings;
import nyanpong.echo.EventRing;
import nyanpong.echo.LocalTable;
import nyanpong.echo.Responder;
import nyanpong.echo.Rewrite;
import nyanpong.echo.Staging;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.Engine;
import nyanpong.engine.HostView;
import nyanpong.engine.Intake;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;

/** All of a responder but the network: packets are handed to it, and nothing leaves. */
public final class Unplugged implements AutoCloseable, Engine, Claim {
    final EventRing ring = new EventRing(1024, true);
    public final Path file;
    final Responder responder;
    public final Reloader reloader;
    public final Readiness readiness;
    public String addresses = Host.ADDRESS;
    public HostView view = view(true, Netdevice.IFF_UP | Netdevice.IFF_RUNNING);
    public long stillNanos;

    private final Stagehand stagehand = new Stagehand();
    private long came;
    private long sent;

    /** @param yaml a configuration whose arts are in the jar */
    public Unplugged(Path folder, String yaml) throws Exception {
        file = Files.writeString(folder.resolve("config.yaml"), yaml);
        Settings settings = new Settings(file, Overrides.NONE, Map.of());
        Config config = settings.load();
        Production production = ProgrammeCompiler.compile(config);
        Staging staging = stagehand.stage(config, production).getFirst();
        responder = new Responder(staging.director(), staging.limits(), ring, staging.late(), 1);
        responder.local(Host.table());
        reloader = new Reloader(config, production, settings, List.of(responder), stagehand, (next, told) -> {});
        readiness = new Readiness(() -> stillNanos, () -> view, this);
    }

    public Measures measures() {
        return new Measures("eth0", this, this::books, reloader, readiness, () -> stillNanos, ring::lost, () -> 0);
    }

    private Books books() {
        return Books.of(this, responder.tally(), responder.late());
    }

    public static HostView view(boolean isThere, int flags) {
        Link link = new Link(7, "eth0", 1, Host.MAC, 1500, 0, 0, "veth", -1, flags);
        return new HostView(link, isThere, Set.of(), Set.of(), Map.of());
    }

    /** As the packet thread would be. */
    public void receive(EchoPacket packet) {
        byte[] octets = packet.build();
        MemorySegment p = Arena.ofAuto().allocate(Rewrite.HEADROOM + octets.length, 8);
        MemorySegment.copy(octets, 0, p, JAVA_BYTE, Rewrite.HEADROOM, octets.length);
        responder.time(System.nanoTime());
        came++;
        if (responder.respond(p, Rewrite.HEADROOM, octets.length, Arrival.PLAIN) != Departure.NONE) {
            sent++;
        }
    }

    @Override
    public void close() {
        stagehand.close();
    }

    @Override
    public String takeover() {
        return "none";
    }

    @Override
    public Engine engine() {
        return this;
    }

    @Override
    public Optional<ClaimCounts> counts() {
        return Optional.of(new ClaimCounts(17, 5, 3));
    }

    @Override
    public void open(HostView now) {}

    @Override
    public void start(Threads threads) {}

    @Override
    public void begin() {}

    @Override
    public void end() {}

    @Override
    public void hostChanged(HostView now) {}

    @Override
    public LocalTable localTable(HostView now) {
        return Host.table();
    }

    @Override
    public String addresses(HostView now) {
        return addresses;
    }

    @Override
    public long answeredBeside() {
        return 11;
    }

    @Override
    public String name() {
        return "rehearsal";
    }

    @Override
    public Optional<Intake> intake() {
        return Optional.of(new Intake(came + 2, 2));
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public long sendFailures() {
        return 0;
    }

    @Override
    public void open() {}

    @Override
    public void bind(int ifindex) {}

    @Override
    public void shut() {}

    @Override
    public int poll(Handler handler) {
        return 0;
    }

    @Override
    public void send(MemorySegment p, long at, int length) {}

    @Override
    public void awaitUntil(long nanos) {}

    @Override
    public void wake() {}

    /** Of a family without labels, or of the sample with these. */
    public double value(String fullName, String... labels) {
        return measures().now().stream()
                .filter(family -> family.fullName().equals(fullName))
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.labels().equals(List.of(labels)))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
