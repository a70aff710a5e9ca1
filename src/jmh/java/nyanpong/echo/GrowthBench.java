package nyanpong.echo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Prefix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a packet costs as things grow: the data it carries, the arts that are played, the sessions at once, the addresses that ask.
 * Every request gets a plain reply, in memory.
 *
 * <p>Those who ask take turns in an order without pattern, so that no cache is kinder than a network.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@OperationsPerInvocation(Asker.BATCH)
public class GrowthBench {
    private static final int USUAL = 56;
    private static final int SESSIONS_AT_ONCE = 64;
    private static final int CELLS = 1400;
    private static final int TABLE = 65_536; // sessions, unless told otherwise
    private static final int NET = Asker.NET;

    private static RateLimits unlimited() {
        return new RateLimits(0, 0, 1);
    }

    private static Rule all() {
        return new Rule.Plain(Match.ALL, Answer.REPLY);
    }

    /** As many rules, each with an art of its own, for a source each. */
    private static List<Rule> arts(int count) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rules.add(art(new Match.Builder().source(Prefix.ofIpv4(NET + i, 32)).build()));
        }
        return rules;
    }

    private static Rule art(Match match) {
        long[] cells = new long[CELLS];
        Arrays.fill(cells, Answer.REPLY);
        Score score = new Score("all replies", cells, CELLS, Answer.REPLY);
        return new Rule.Play(match, List.of(new Playing(score)), new Rotation.Random(), null);
    }

    /** Bytes of data. */
    @State(Scope.Thread)
    public static class Size extends Asker {
        @Param({"0", "56", "512", "1472", "4000", "9000"})
        int bytes;

        @Setup
        public void setUp() {
            prepare(List.of(all()), TABLE, bytes, unlimited());
        }
    }

    @Benchmark
    public long size(Size size) {
        for (int i = 0; i < Asker.BATCH; i++) {
            size.put(NET + 1, 7, (int) size.turn++ & 0xffff);
        }
        return size.answer();
    }

    /** Rules, and in each an art. */
    @State(Scope.Thread)
    public static class Arts extends Asker {
        @Param({"1", "10", "100", "1000"})
        int rules;

        @Setup
        public void setUp() {
            prepare(arts(rules), TABLE, USUAL, unlimited());
        }

        /** Of one of so many sessions: they are spread over the rules, to the last. */
        int source(int session) {
            return NET + rules - session * rules / SESSIONS_AT_ONCE;
        }
    }

    @Benchmark
    public long rules(Arts arts) {
        for (int i = 0; i < Asker.BATCH; i++) {
            int session = (int) arts.turn & SESSIONS_AT_ONCE - 1;
            arts.put(arts.source(session), session, (int) (arts.turn++ / SESSIONS_AT_ONCE) & 0xffff);
        }
        return arts.answer();
    }

    /** Each request opens a session: its rule is looked for, and it is the last one. */
    @Benchmark
    public long rulesOpening(Arts arts) {
        for (int i = 0; i < Asker.BATCH; i++) {
            int identifier = (int) arts.turn++ & 0xffff;
            arts.put(NET + arts.rules, identifier, (int) (arts.turn >>> 16) & 0xffff);
        }
        return arts.answer();
    }

    /** Drawings at once, in a table that has room for them. */
    @State(Scope.Thread)
    public static class Sessions extends Asker {
        @Param({"1", "1000", "65536", "1000000"})
        int sessions;

        @Param({"16", "1"})
        int told;

        @Setup
        public void setUp() {
            ahead = told;
            prepare(List.of(art(Match.ALL)), Math.max(TABLE, sessions * 2), USUAL, unlimited());
            for (int i = 0; i < sessions; i += BATCH) { // what is measured is a drawing that goes on
                draw();
            }
        }

        long draw() {
            for (int i = 0; i < BATCH; i++) {
                int session = spread(turn, sessions);
                put(NET + (session >>> 16) + 1, session & 0xffff, (int) (turn++ / sessions) & 0xffff);
            }
            return answer();
        }
    }

    @Benchmark
    public long sessions(Sessions sessions) {
        return sessions.draw();
    }

    /** Addresses that ask, far more than there is room for, and limits that look at each. */
    @State(Scope.Thread)
    public static class Sources extends Asker {
        @Param({"1", "65536", "1048576", "16777216"})
        int sources;

        @Setup
        public void setUp() {
            prepare(List.of(all()), TABLE, USUAL, new RateLimits(1_000_000_000, 1_000_000_000, 1));
        }
    }

    @Benchmark
    public long sources(Sources sources) {
        for (int i = 0; i < Asker.BATCH; i++) {
            sources.put(
                    NET + 256 + spread(sources.turn, sources.sources),
                    7,
                    (int) (sources.turn++ / sources.sources) & 0xffff);
        }
        return sources.answer();
    }

    /** Each of {@code count} once in a round, far from the one before: the factor is prime, and divides none of the counts. */
    private static int spread(long turn, int count) {
        return (int) (turn * 2_654_435_761L % count);
    }
}
