package nyanpong.engine.xdp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nyanpong.echo.Director;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Rewrite;
import nyanpong.echo.Staging;
import nyanpong.engine.Claimed;
import nyanpong.score.Score;
import nyanpong.support.Host;
import nyanpong.support.Naive;
import nyanpong.support.Privileged;
import nyanpong.sys.BpfTestRun;
import nyanpong.sys.Xdp;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Prefix;

/** The program, and a responder behind it, as they work together; asked packet by packet, as if each came from the wire. */
final class KernelDrawn implements AutoCloseable {
    private static final int LO = 1;
    static final long SEED = 20_170_909;

    final XdpEngine engine;
    final Responder responder;

    private final BpfTestRun run;
    private final RateLimits limits;
    private byte[] fromJava;

    /** How often the program has answered, whether something left or not; and how often the packet went up. */
    int drawn;

    int asked;

    KernelDrawn(Director director) throws IOException {
        this(director, 0, 0, 0, 0);
    }

    KernelDrawn(Director director, int answers, int perSource, int errors, int errorsPerSource) throws IOException {
        engine = Privileged.request(() -> new XdpEngine(LO, 1500, Rewrite.HEADROOM, 4096, 1 << 15));
        engine.linkAddress(Host.MAC);
        engine.claimMore(Claimed.of(
                Stream.of(Host.ADDRESS, Host.ADDRESS6).map(KernelDrawn::prefix).toList(),
                Stream.of("192.0.2.0", "192.0.2.255").map(KernelDrawn::prefix).toList(),
                Set.of(100, 4094)));
        limits = new RateLimits(answers, perSource, errors, errorsPerSource, SEED, engine.buckets());
        responder = new Responder(director, limits, null, null, SEED);
        responder.local(Host.table());
        responder.continued(engine.sequel());
        run = new BpfTestRun(engine.program());
    }

    /** As {@code app.Reloader} does it. */
    void stage(Director director, int number, Collection<Score> scores, List<Long> answers) throws IOException {
        engine.shelves().put(number, scores, answers, limits.rates(), false);
        responder.stage(new Staging(director, limits, null));
        responder.time(System.nanoTime());
    }

    /** What leaves, null where nothing does. */
    byte[] answer(byte[] packet) throws IOException {
        BpfTestRun.Outcome outcome = run.run(packet, 1);
        fromJava = null;
        responder.time(System.nanoTime());
        int up = engine.poll(this::onPacket);
        if (up > 0) {
            asked++;
            if (outcome.result() != Xdp.XDP_DROP) {
                throw new AssertionError("claimed, and returned " + outcome.result());
            }
            return fromJava;
        }
        switch (outcome.result()) {
            case Xdp.XDP_TX -> drawn++;
            case Xdp.XDP_DROP -> drawn++;
            case Xdp.XDP_PASS -> {
                if (!Arrays.equals(packet, outcome.packet())) {
                    throw new AssertionError("passed, but not as it came");
                }
            }
            default -> throw new AssertionError("returned " + outcome.result());
        }
        return outcome.result() == Xdp.XDP_TX ? outcome.packet() : null;
    }

    private long onPacket(MemorySegment p, long at, int length, int arrival) {
        long departure = responder.respond(p, at, length, arrival);
        fromJava = departure == Departure.NONE
                ? null
                : p.asSlice(Departure.at(departure), Departure.length(departure))
                        .toArray(JAVA_BYTE);
        return Departure.NONE; // lo must not see it
    }

    /** What leaves by Java alone; {@code verdict()} tells why. */
    static byte[] answer(Responder oracle, byte[] packet) {
        oracle.time(System.nanoTime());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(Rewrite.HEADROOM + (long) packet.length, 8);
            MemorySegment.copy(MemorySegment.ofArray(packet), 0, p, Rewrite.HEADROOM, packet.length);
            long departure = oracle.respond(p, Rewrite.HEADROOM, packet.length, arrival(packet));
            return departure == Departure.NONE
                    ? null
                    : p.asSlice(Departure.at(departure), Departure.length(departure))
                            .toArray(JAVA_BYTE);
        }
    }

    static Responder oracle(Director director) {
        Responder oracle = new Responder(director, new RateLimits(0, 0, SEED), null, null, SEED);
        oracle.local(Host.table());
        return oracle;
    }

    /** For whom the kernel would say that it is. */
    private static int arrival(byte[] packet) {
        if (packet.length < 6) {
            return Arrival.PLAIN;
        }
        long to = 0;
        for (int i = 0; i < 6; i++) {
            to = (to << 8) | (packet[i] & 0xff);
        }
        int type = to == Host.MAC ? 0 : to == 0xffff_ffff_ffffL ? 1 : (to >> 40 & 1) != 0 ? 2 : 3;
        return Arrival.of(type, 0);
    }

    /** Zeros where the two choose for themselves, once they are found right: IPv4 identification, and so the checksum. */
    static byte[] comparable(byte[] packet) {
        if (packet == null || Naive.u16(packet, 12) != 0x0800) {
            return packet;
        }
        if (Naive.sum(packet, 14, 20, 0) != 0xffff) {
            throw new AssertionError("IP checksum");
        }
        byte[] copy = packet.clone();
        Naive.u16(copy, 18, 0);
        Naive.u16(copy, 24, 0);
        return copy;
    }

    static Prefix prefix(String literal) {
        byte[] address = Host.address(literal);
        return Prefix.of(address, address.length * 8);
    }

    @Override
    public void close() {
        engine.close();
    }
}
