package nyanpong.engine;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.score.Answer;
import nyanpong.wire.Prefix;

/**
 * What an engine allocates for real packets beyond what is allowed to it: answers those that come to 192.0.2.1 and prints the
 * bytes, the least of several rounds. Calls of libc that the optimiser has not compiled yet allocate some; so rounds go on
 * until it has, or for long. Run by src/smoke/26-engine.sh and 29-takeover-tcx.sh in a network namespace.
 */
final class EngineAllocation {
    private static final int ROUND = 10_000;
    private static final int MOST_ROUNDS = 50;
    /** What fits no slot of a ring is not told of. */
    private static final int LONG = 2000;

    /** Of each call that captures errno the JDK makes a slice, which the optimiser removes, but hardly ever recvmmsg's. */
    private static final int SLICE = 64;

    private EngineAllocation() {}

    /** @param args the engine's name, the interface's index */
    public static void main(String[] args) throws Exception {
        List<Prefix> ours = List.of(Prefix.ofIpv4(0xc0000201, 32));
        Responder responder =
                new Responder((_, request, _) -> request.decide(Answer.REPLY), new RateLimits(0, 0, 1), null, null, 1);
        responder.local(new LocalTable(ours, ours, List.of(), List.of()));
        int index = Integer.parseInt(args[1]);
        boolean socket = args[0].equals("socket");
        try (Engine engine = Opened.engine(args[0], index, ours, Set.of())) {
            System.err.println("ready");
            Engine.Handler handler = new Engine.Handler() {
                private long told;
                private long given;

                @Override
                public void expect(MemorySegment p, long at, int length, int arrival) {
                    told++;
                    responder.expect(p, at, length, arrival);
                }

                @Override
                public long onPacket(MemorySegment p, long at, int length, int arrival) {
                    if (length < LONG && told <= given++) {
                        throw new IllegalStateException("not told of packet " + given);
                    }
                    return responder.respond(p, at, length, arrival);
                }
            };
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                int polls = answer(engine, handler, ROUND);
                long allowed = socket ? (long) SLICE * polls : 0;
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - allowed);
            }
            System.out.println(Math.max(0, least));
        }
    }

    /** Returns how often the engine was polled. */
    private static int answer(Engine engine, Engine.Handler handler, int packets) throws Exception {
        int polls = 0;
        for (int answered = 0; answered < packets; polls++) {
            int n = engine.poll(handler);
            answered += n;
            if (n == 0) {
                engine.awaitUntil(System.nanoTime() + 1_000_000_000);
            }
        }
        return polls;
    }
}
