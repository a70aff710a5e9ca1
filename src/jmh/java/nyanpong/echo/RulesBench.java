package nyanpong.echo;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nyanpong.programme.Client;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What rules cost: a run of one client, number after number, by a single rule that replies, and by as many rules as anybody
 * will write, of which the last draws a picture that is all replies. Either way each request gets a plain reply.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class RulesBench {
    private static final int AT = Rewrite.HEADROOM;
    private static final int IP = AT + Ethernet.HEADER_LENGTH;
    private static final int ICMP = IP + Ipv4.HEADER_LENGTH;
    private static final int MESSAGE = 64;
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000202, 32);

    @Param({"plain", "richest"})
    private String rules;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(ICMP + MESSAGE, 64);
    private final MemorySegment slot = arena.allocate(ICMP + MESSAGE, 64);
    private Responder responder;
    private long now = System.nanoTime();
    private int sequence;

    @Setup
    public void setUp() {
        Ethernet.destination(request, AT, 0x020000000002L);
        Ethernet.source(request, AT, 0x020000000001L);
        Ethernet.type(request, AT, Ethernet.IPV4);
        Ipv4.write(request, IP, 0, Ipv4.HEADER_LENGTH + MESSAGE, 1, 64, Ipv4.ICMP, 0xc0000201, (int) HOST.low());
        Icmp.type(request, ICMP, Icmp.ECHO_REQUEST);
        Icmp.identifier(request, ICMP, 7);
        for (int i = 8; i < MESSAGE; i += 2) {
            Octets.u16(request, ICMP + i, 0xabcd);
        }
        Octets.u16(request, ICMP + 8, 0xffff);
        Icmp.fillChecksum(request, ICMP, MESSAGE, 0);
        List<Rule> chosen = rules.equals("plain") ? List.of(new Rule.Plain(Match.ALL, Answer.REPLY)) : richest();
        responder = new Responder(new Programme(chosen, 65_536, 1, 2), new RateLimits(0, 0, 1), null, null, 1);
        responder.local(new LocalTable(List.of(HOST), List.of(HOST), List.of(), List.of()));
    }

    private static List<Rule> richest() {
        List<Rule> rules = new ArrayList<>();
        for (int number : new int[] {60_013, 60_017, 60_029}) {
            rules.add(new Rule.Plain(
                    new Match.Builder().sequenceMultipleOf(number).build(), Answer.REPLY));
        }
        byte[] keyword = "nyan".getBytes(StandardCharsets.US_ASCII);
        rules.add(new Rule.Plain(new Match.Builder().keyword(keyword).build(), Answer.SILENCE));
        rules.add(new Rule.Plain(new Match.Builder().pattern(keyword).build(), Answer.SILENCE));
        rules.add(new Rule.Plain(new Match.Builder().size(200, 1500).build(), Answer.SILENCE));
        rules.add(new Rule.Plain(new Match.Builder().tos(0x20).build(), Answer.SILENCE));
        for (int net = 0; net < 16; net++) {
            Prefix source = Prefix.ofIpv4(0xcb007100 + (net << 4), 28);
            rules.add(new Rule.Plain(new Match.Builder().source(source).build(), Answer.SILENCE));
        }
        for (Client client : EnumSet.complementOf(EnumSet.of(Client.CISCO))) {
            rules.add(new Rule.Plain(new Match.Builder().clients(Set.of(client)).build(), Answer.SILENCE));
        }
        rules.add(new Rule.Plain(new Match.Builder().pace(1e12, 1e15).build(), Answer.SILENCE));
        long[] cells = new long[1400];
        Arrays.fill(cells, Answer.REPLY);
        Score score = new Score("all replies", cells, 1400, Answer.REPLY);
        rules.add(new Rule.Play(Match.ALL, List.of(new Playing(score)), new Rotation.Random(), null));
        return rules;
    }

    /** The request's number, and its complement beside it: the checksum is the same for every number. */
    @Benchmark
    public long decideAndReply() {
        int number = sequence++ & 0xffff;
        MemorySegment.copy(request, 0, slot, 0, request.byteSize());
        Octets.u16(slot, ICMP + 6, number);
        Octets.u16(slot, ICMP + 8, ~number);
        now += 1000;
        responder.time(now);
        return responder.respond(slot, AT, ICMP + MESSAGE - AT, Arrival.PLAIN);
    }
}
