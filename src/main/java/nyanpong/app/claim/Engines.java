package nyanpong.app.claim;

import java.util.function.Consumer;
import nyanpong.config.EngineKind;
import nyanpong.echo.Rewrite;
import nyanpong.engine.Engine;
import nyanpong.engine.RingEngine;
import nyanpong.engine.SocketEngine;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink.Link;

/** The engines that claim nothing by themselves, by their names. */
public final class Engines {
    @FunctionalInterface
    interface Opening {
        Engine open() throws ErrnoException;
    }

    private Engines() {}

    /** @param log told where {@code auto} is not the best engine that there is */
    public static Engine open(EngineKind kind, Link link, Consumer<String> log) throws ErrnoException {
        return switch (kind) {
            case AUTO -> best(() -> ring(link), () -> socket(link), log);
            case RING -> ring(link);
            case SOCKET -> socket(link);
            case XSK, XDP, XDP_NATIVE, XDP_GENERIC ->
                throw new IllegalArgumentException("engine " + kind + " comes with a claim of its own");
        };
    }

    /** The ring, or else the socket. */
    static Engine best(Opening ring, Opening socket, Consumer<String> log) throws ErrnoException {
        try {
            return ring.open();
        } catch (ErrnoException e) {
            Engine second = socket.open(); // where it fails as well, that tells more
            log.accept("engine auto: socket, for there is no ring here: " + e.getMessage());
            return second;
        }
    }

    private static Engine ring(Link link) throws ErrnoException {
        return new RingEngine(link.index(), link.mtu(), Rewrite.HEADROOM);
    }

    private static Engine socket(Link link) throws ErrnoException {
        return new SocketEngine(link.index(), Rewrite.HEADROOM);
    }
}
