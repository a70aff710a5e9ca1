package nyanpong.blast;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import nyanpong.blast.Checker.Fault;
import nyanpong.blast.Result.Ending;
import nyanpong.engine.Engine;
import nyanpong.engine.HostView;
import nyanpong.engine.Intake;
import nyanpong.engine.RingEngine;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import org.HdrHistogram.Histogram;

/**
 * Sends requests and takes their answers, on one thread that never sleeps. Each target is greeted first, and where one falls
 * silent no more is sent. Confined to the thread that opened it, but for {@link #stop}.
 */
public final class Blaster implements AutoCloseable {
    /** Requests a second from which on they leave by batches. */
    private static final int BATCHED = 2000;

    private static final long SECOND = 1_000_000_000L;
    /** Requests that a slow target may leave unanswered, whatever time that takes. */
    private static final int SILENT_REQUESTS = 3;

    private static final long GREETING_PAUSE = 10_000_000;
    /** After the last request, and for one in turn. */
    private static final long PATIENCE = 200_000_000;
    /** A request in turn that is not answered by then is lost. */
    private static final long TURN = 50_000_000;

    private static final long HIGHEST = 10 * SECOND;
    private static final int DIGITS = 3;

    private final Plan plan;
    private final Arena arena = Arena.ofShared();
    private final RingEngine engine;
    private final Requests requests;
    private final Checker checker;
    private final Flight flight = new Flight();
    private final Histogram rtt = new Histogram(1, HIGHEST, DIGITS);
    private final MemorySegment batch;
    private final int greeting;
    private final boolean[] greeted;
    private final long[] heard;
    private final Engine.Handler handler = this::onPacket;

    /** When the first request that counts was sent, and its number. */
    private long start;

    private long counted;
    private boolean warm;
    private long sent;
    private long replies;
    private long errors;
    private long wrong;
    private long twice;
    private String firstWrong = "";
    private volatile boolean stopped;

    private Blaster(Plan plan, Link link, List<Target> targets) throws ErrnoException {
        this.plan = plan;
        int first = ThreadLocalRandom.current().nextInt(1 << 16);
        greeting = (first - 1) & 0xffff;
        greeted = new boolean[targets.size()];
        heard = new long[targets.size()];
        requests = new Requests(
                arena,
                link.address(),
                targets,
                plan.size(),
                plan.data(),
                first,
                ThreadLocalRandom.current().nextLong());
        checker = new Checker(arena, requests, greeting);
        batch = arena.allocate((long) RingEngine.BATCH * requests.length(), 64);
        try {
            engine = RingEngine.ofAnswers(link.index(), link.mtu());
        } catch (ErrnoException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Finds the interface and the targets in the namespace that this thread is in, and sends nothing but what finds them.
     *
     * @throws BlastException where there is no such interface, or a target is not a neighbour there
     */
    public static Blaster open(Plan plan) throws BlastException, IOException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            Link link = HostView.findLink(rtnetlink, plan.interfaceName())
                    .orElseThrow(() ->
                            new BlastException("interface " + plan.interfaceName() + ": there is none here", false));
            if (link.type() != IfPacket.ARPHRD_ETHER) {
                throw new BlastException("interface " + link.name() + ": not an Ethernet", false);
            }
            if (plan.size() > link.mtu()) {
                throw new BlastException(
                        "--size " + plan.size() + ": the MTU of " + link.name() + " is " + link.mtu(), false);
            }
            List<Target> targets = new ArrayList<>();
            for (InetAddress address : plan.targets()) {
                targets.add(Target.resolve(rtnetlink, link, address));
            }
            return new Blaster(plan, link, targets);
        }
    }

    /** Sends no more; from any thread. */
    public void stop() {
        stopped = true;
    }

    /** @throws BlastException where a target does not answer its greetings: then nothing else was sent */
    public Result run() throws BlastException, IOException {
        engine.open();
        greet();
        long failuresBefore = engine.sendFailures();
        start = System.nanoTime();
        Arrays.fill(heard, start);
        Ending ending = plan.mode() == Plan.Mode.IN_TURN ? inTurn() : streaming();
        long end = System.nanoTime();
        for (long until = end + PATIENCE; replies + errors < sent - counted && System.nanoTime() - until < 0; ) {
            engine.poll(handler);
        }
        long refused = engine.sendFailures() - failuresBefore;
        long unseen = engine.intake().map(Intake::lost).orElse(0L);
        return new Result(
                sent - counted - refused,
                refused,
                replies,
                errors,
                wrong,
                twice,
                unseen,
                (end - start) / 1e9,
                firstWrong,
                ending,
                rtt);
    }

    @Override
    public void close() {
        engine.close();
        arena.close();
    }

    private void greet() throws BlastException, IOException {
        for (int target = 0; target < greeted.length && !stopped; target++) {
            long end = System.nanoTime() + SECOND;
            for (int i = 0; !greeted[target] && System.nanoTime() - end < 0; i++) {
                requests.write(batch, 0, target, greeting, i, i);
                engine.enqueue(batch, 0, requests.length());
                engine.flush();
                LockSupport.parkNanos(GREETING_PAUSE);
                engine.poll(handler);
            }
            if (!greeted[target]) {
                throw new BlastException(
                        plan.targets().get(target).getHostAddress() + ": answers no ping, so it gets no more of them",
                        false);
            }
        }
    }

    private Ending streaming() throws IOException {
        boolean flood = plan.mode() == Plan.Mode.FLOOD;
        int most = flood ? RingEngine.BATCH : Math.clamp(plan.rate() / BATCHED, 1, RingEngine.BATCH);
        long now = start;
        for (; goesOn(now) && !isSilent(now); now = System.nanoTime()) {
            int n = (int) Math.min(most, plan.count() - sent + counted);
            long due = flood ? Long.MAX_VALUE : (long) ((double) (now - start) * plan.rate() / SECOND) + 1;
            if (due >= sent - counted + n) {
                shoot(n);
            }
            engine.poll(handler);
        }
        return ending(now);
    }

    private Ending inTurn() throws IOException {
        long pause = plan.rate() == 0 ? 0 : SECOND / plan.rate();
        long now = start;
        for (; goesOn(now) && !isSilent(now); now = System.nanoTime()) {
            long one = sent;
            shoot(1);
            while (!flight.isAnswered(one) && System.nanoTime() - now < TURN) {
                engine.poll(handler);
            }
            while (System.nanoTime() - now < pause) {
                Thread.onSpinWait(); // awake and warm: what is measured is the other side
            }
        }
        return ending(now);
    }

    /** Ends the warming up, too, when that is over. */
    private boolean goesOn(long now) {
        if (!warm && now - start >= plan.warmUp() * SECOND) {
            warm = true;
            start = now;
            counted = sent;
            replies = 0;
            errors = 0;
            rtt.reset();
        }
        return !stopped && sent - counted < plan.count() && !(warm && now - start >= plan.seconds() * SECOND);
    }

    private Ending ending(long now) {
        return stopped ? Ending.STOPPED : isSilent(now) ? Ending.SILENCE : Ending.DONE;
    }

    private void shoot(int n) {
        for (int i = 0; i < n; i++) {
            requests.write(batch, (long) i * requests.length(), sent + i);
            engine.enqueue(batch, (long) i * requests.length(), requests.length());
        }
        long now = System.nanoTime();
        for (int i = 0; i < n; i++) {
            flight.sent(sent++, now);
        }
        engine.flush();
    }

    /** A target that has answered nothing for long, though it was asked. */
    private boolean isSilent(long now) {
        long patience =
                plan.rate() == 0 ? SECOND : Math.max(SECOND, SILENT_REQUESTS * SECOND * heard.length / plan.rate());
        for (long last : heard) {
            if (now - last > patience) {
                return true;
            }
        }
        return false;
    }

    private long onPacket(MemorySegment p, long at, int length, int arrival) {
        Fault fault = checker.judge(p, at, length, sent);
        if (fault == Fault.OTHERS) {
            return Departure.NONE;
        }
        long number = checker.number();
        if (fault != Fault.NONE) {
            complain(fault.name().toLowerCase(Locale.ROOT), p, at, length);
        } else if (number < 0) {
            greeted[checker.target()] = true;
        } else if (!flight.isForgotten(number)) {
            long now = System.nanoTime();
            heard[checker.target()] = now;
            if (flight.isAnswered(number)) {
                twice++;
            } else {
                flight.answered(number);
                if (number < counted) {
                    return Departure.NONE;
                }
                rtt.recordValue(Math.clamp(now - flight.sentNanos(number), 1, HIGHEST));
                if (checker.isError()) {
                    errors++;
                } else {
                    replies++;
                }
            }
        }
        return Departure.NONE;
    }

    private void complain(String fault, MemorySegment p, long at, int length) {
        if (wrong++ == 0) {
            StringBuilder text = new StringBuilder(fault).append(": ");
            for (int i = 0; i < Math.min(length, Ethernet.HEADER_LENGTH + 128); i++) {
                text.append(String.format("%02x", p.get(ValueLayout.JAVA_BYTE, at + i)));
            }
            firstWrong = text.toString();
        }
    }
}
