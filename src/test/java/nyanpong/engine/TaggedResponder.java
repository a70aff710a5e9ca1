package nyanpong.engine;

import java.util.List;
import java.util.Set;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.score.Answer;
import nyanpong.wire.Prefix;

/**
 * The packet engine answering VLAN 100 on real packets, for kernels that have no VLAN devices and so could not be served with
 * one: replies to even sequence numbers, errors to odd ones. Run by src/smoke/25-vlan.sh in a network namespace.
 */
final class TaggedResponder {
    private TaggedResponder() {}

    /** @param args the engine's name, the interface's index */
    public static void main(String[] args) throws Exception {
        List<Prefix> ours = List.of(Prefix.ofIpv4(0xc6336401, 32), new Prefix(0x20010db8_01000000L, 1, 128));
        Responder responder = new Responder(
                (_, request, _) -> request.decide(request.sequence() % 2 == 0 ? Answer.REPLY : Answer.UNREACHABLE),
                new RateLimits(0, 0, 1),
                null,
                null,
                1);
        responder.local(new LocalTable(ours, ours, List.of(), List.of(100)));
        int index = Integer.parseInt(args[1]);
        try (Engine engine = Opened.engine(args[0], index, ours, Set.of(100))) {
            System.err.println("ready");
            while (true) {
                if (engine.poll(responder::respond) == 0) {
                    engine.awaitUntil(System.nanoTime() + 1_000_000_000);
                }
            }
        }
    }
}
