package nyanpong.app.loop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.app.process.Compilers;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.EventRing;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.sys.Libc;
import nyanpong.wire.Arrival;
import nyanpong.wire.Prefix;

/**
 * Has the classes of a packet's path loaded and compiled before the first real packet, while the rest of a start is under way
 * on another processor: responders of its own answer synthetic requests, first by a rule of its own, then by the real ones, and
 * are thrown away. The memory is of the kind that engines have, so no profile is spoilt.
 */
public final class Warmup {
    private static final long BUDGET_NANOS = 40_000_000;
    private static final long PATIENCE_MILLIS = 2_000;

    /** As many as the first compiler wants to see; the second one begins at ten times as many, and would take the processor. */
    private static final int ROUNDS = 300;

    private static final String CONFIGURATION = "programme: [{ answer: reply }]";
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000201, 32);
    private static final Prefix HOST6 = new Prefix(0x20010db8_00000000L, 1, 128);

    private final CompletableFuture<List<Rule>> rules = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "nyanpong-warm-up");

    /** Written by the thread, and read when it has ended, or should have. */
    private volatile Compilers compilers;

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Begins, at the first call: best while the command line is read, for there are two processors, most often. */
    public void begin() {
        if (!begun.getAndSet(true)) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** What is going to be played. */
    public void play(List<Rule> real) {
        rules.complete(real.stream().map(Warmup::copy).toList());
    }

    /** Waits until it is done, some seconds at most; without rules, it does without. */
    public void await() throws InterruptedException {
        rules.complete(List.of());
        thread.join(PATIENCE_MILLIS);
        if (compilers != null) {
            compilers.resume();
        }
    }

    private void run() {
        new Libc();
        compilers = new Compilers();
        readsConfiguration();
        long[] answers = {Answer.REPLY, Answer.UNREACHABLE, Answer.shifted(1), Answer.late(Answer.REPLY, 1)};
        Score score = new Score("", answers, answers.length, Answer.REPLY);
        answer(List.of(new Rule.Play(Match.ALL, score, new Rotation.PerSession())));
        try {
            answer(rules.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            firstUses();
        } catch (InterruptedException | ExecutionException | TimeoutException | IOException e) {
            // It did not come so far.
        }
    }

    /** Of what the JDK loads when it is used for the first time, and not before we are ready: while a processor has nothing to do. */
    private static void firstUses() throws IOException {
        FileSystems.getDefault().newWatchService().close();
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    }

    /** It is wanted first. */
    private static void readsConfiguration() {
        try {
            ConfigFile.read("", new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8)), null);
        } catch (IOException | ConfigException e) {
            throw new AssertionError(CONFIGURATION, e);
        }
    }

    /** Its sessions are not to be counted as real ones. */
    private static Rule copy(Rule rule) {
        return switch (rule) {
            case Rule.Plain plain -> plain;
            case Rule.Play play ->
                new Rule.Play(
                        play.match(),
                        play.scores().stream()
                                .map(playing -> new Playing(playing.now(), playing.canvas()))
                                .toList(),
                        play.rotation(),
                        play.stateless());
        };
    }

    /** Takes 40 ms at most. */
    private static void answer(List<Rule> programme) {
        long now = System.nanoTime();
        long end = now + BUDGET_NANOS;
        try (Arena arena = Arena.ofShared();
                DelayQueue late = new DelayQueue(16, 16, 1, now)) {
            Responder responder = new Responder(
                    new Programme(programme, 64, 1, 2), new RateLimits(0, 0, 1), new EventRing(64, true), late, 1);
            responder.local(new LocalTable(List.of(HOST, HOST6), List.of(HOST, HOST6), List.of(), List.of()));
            SyntheticRequest request = new SyntheticRequest(arena);
            MemorySegment p = request.packet();
            for (int i = 0; i < ROUNDS && now - end < 0; i++) {
                late.drain(now, (packet, at, length) -> {});
                responder.time(now);
                SyntheticRequest.Kind kind = SyntheticRequest.KINDS.get(i % SyntheticRequest.KINDS.size());
                int length = request.ipv4(HOST, kind, i);
                responder.expect(p, SyntheticRequest.AT, length, Arrival.PLAIN);
                responder.respond(p, SyntheticRequest.AT, length, Arrival.PLAIN);
                length = request.ipv6(HOST6, kind, i);
                responder.respond(p, SyntheticRequest.AT, length, Arrival.PLAIN);
                now = System.nanoTime();
            }
        }
    }
}
