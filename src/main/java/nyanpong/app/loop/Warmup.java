package nyanpong.app.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.EventRing;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Rewrite;
import nyanpong.programme.Match;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Prefix;

/**
 * Has the classes of a packet's path loaded and compiled before the first real packet: a responder and a programme of its own
 * answer synthetic requests, and both are thrown away. The memory is of the kind that engines have, so no profile is spoilt.
 */
public final class Warmup {
    private static final long BUDGET_NANOS = 50_000_000;
    private static final int MOST_ROUNDS = 10_000;

    private static final int AT = Rewrite.HEADROOM;
    private static final int IP = AT + Ethernet.HEADER_LENGTH;
    private static final int MESSAGE = 64;
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000201, 32);
    private static final Prefix HOST6 = new Prefix(0x20010db8_00000000L, 1, 128);

    private final DelayQueue late;
    private final Responder responder;
    private final MemorySegment slot;

    private Warmup(Arena arena) {
        long[] answers = {Answer.REPLY, Answer.UNREACHABLE, Answer.shifted(1), Answer.late(Answer.REPLY, 1)};
        Score score = new Score("", answers, answers.length, Answer.REPLY);
        Rule rule = new Rule.Play(Match.ALL, score, new Rotation.PerSession());
        EventRing ring = new EventRing(64, true);
        late = new DelayQueue(16, 16, 1, System.nanoTime());
        responder = new Responder(new Programme(List.of(rule), 64, 1, 2), new RateLimits(0, 0, 1), ring, late, 1);
        responder.local(new LocalTable(List.of(HOST, HOST6), List.of(HOST, HOST6), List.of(), List.of()));
        slot = arena.allocate(IP + Ipv6.HEADER_LENGTH + MESSAGE, 8);
    }

    /** Takes 50 ms at most. */
    public static void run() {
        try (Arena arena = Arena.ofShared()) {
            Warmup warmup = new Warmup(arena);
            long now = System.nanoTime();
            long end = now + BUDGET_NANOS;
            for (int i = 0; i < MOST_ROUNDS && now - end < 0; i++) {
                warmup.late.drain(now, (p, at, length) -> {});
                warmup.responder.time(now);
                warmup.ipv4(i & 0xffff);
                warmup.ipv6(i & 0xffff);
                now = System.nanoTime();
            }
            warmup.late.close();
        }
    }

    private void ipv4(int sequence) {
        int total = Ipv4.HEADER_LENGTH + MESSAGE;
        Ipv4.write(slot, IP, 0, total, 0, 64, Ipv4.ICMP, (int) HOST.low() + 1, (int) HOST.low());
        message(Ethernet.IPV4, IP + Ipv4.HEADER_LENGTH, Icmp.ECHO_REQUEST, sequence, 0);
        responder.respond(slot, AT, Ethernet.HEADER_LENGTH + total, Arrival.PLAIN);
    }

    private void ipv6(int sequence) {
        Ipv6.write(slot, IP, 0, 0, MESSAGE, Ipv6.ICMPV6, 64);
        Ipv6.source(slot, IP, HOST6.high(), HOST6.low() + 1);
        Ipv6.destination(slot, IP, HOST6.high(), HOST6.low());
        int seed = Ipv6.pseudoHeaderSum(slot, IP, MESSAGE, Ipv6.ICMPV6);
        message(Ethernet.IPV6, IP + Ipv6.HEADER_LENGTH, Icmp.V6_ECHO_REQUEST, sequence, seed);
        responder.respond(slot, AT, Ethernet.HEADER_LENGTH + Ipv6.HEADER_LENGTH + MESSAGE, Arrival.PLAIN);
    }

    private void message(int etherType, int icmp, int type, int sequence, int seed) {
        Ethernet.destination(slot, AT, 0x020000000002L);
        Ethernet.source(slot, AT, 0x020000000001L);
        Ethernet.type(slot, AT, etherType);
        Icmp.type(slot, icmp, type);
        Icmp.identifier(slot, icmp, 1);
        Icmp.sequence(slot, icmp, sequence);
        Icmp.fillChecksum(slot, icmp, MESSAGE, seed);
    }
}
