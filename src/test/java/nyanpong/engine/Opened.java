package nyanpong.engine;

import java.util.List;
import java.util.Set;
import nyanpong.echo.Rewrite;
import nyanpong.engine.takeover.TcxTakeover;
import nyanpong.engine.takeover.XdpTakeover;
import nyanpong.engine.xdp.XdpEngine;
import nyanpong.engine.xsk.XskEngine;
import nyanpong.sys.Rtnetlink;
import nyanpong.wire.Prefix;

/** An engine by its name that lets echo requests in, for programs that smoke tests run; it ends with the process. */
final class Opened {
    private Opened() {}

    static Engine engine(String name, int ifindex, List<Prefix> ours, Set<Integer> vlans) throws Exception {
        TcxProgram program = name.equals("tcx") ? new TcxProgram(9000, 1) : null;
        Engine engine = switch (name) {
            case "socket" -> new SocketEngine(ifindex, Rewrite.HEADROOM);
            case "ring" -> new RingEngine(ifindex, 1500, Rewrite.HEADROOM);
            case "xsk" -> new XskEngine(ifindex, 1500, 1, Rewrite.HEADROOM);
            case "tcx" -> new TcxEngine(program, 0, ifindex, Rewrite.HEADROOM);
            case "xdp" -> new XdpEngine(ifindex, 9000, Rewrite.HEADROOM, 1024, 16);
            default -> throw new IllegalArgumentException(name);
        };
        engine.open();
        if (program != null) {
            program.claimMore(Claimed.of(ours, List.of(), vlans));
            new TcxTakeover(ifindex).begin(program.fd());
        }
        if (engine instanceof XdpEngine xdp) {
            xdp.linkAddress(address(ifindex));
            xdp.claimMore(Claimed.of(ours, List.of(), vlans));
            new XdpTakeover(ifindex).begin(xdp.program(), XdpTakeover.Hook.GENERIC);
        }
        if (engine instanceof XskEngine xsk) {
            xsk.linkAddress(address(ifindex));
            xsk.claimMore(Claimed.of(ours, List.of(), vlans));
            new XdpTakeover(ifindex).begin(xsk.program(), XdpTakeover.Hook.EITHER);
        }
        return engine;
    }

    private static long address(int ifindex) throws Exception {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            return rtnetlink.links().stream()
                    .filter(link -> link.index() == ifindex)
                    .findFirst()
                    .orElseThrow()
                    .address();
        }
    }
}
