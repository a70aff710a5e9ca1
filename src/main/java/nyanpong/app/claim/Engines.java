package nyanpong.app.claim;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nyanpong.app.process.Closing;
import nyanpong.config.EngineKind;
import nyanpong.echo.Rewrite;
import nyanpong.engine.Engine;
import nyanpong.engine.Fanout;
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

    /**
     * Of each packet thread one.
     *
     * @param log told where {@code auto} is not the best engine that there is
     * @throws ErrnoException EINVAL where there are to be several, and the interface is down
     */
    static List<Engine> open(EngineKind kind, int threads, Link link, Closing closing, Consumer<String> log)
            throws ErrnoException {
        if (threads == 1) {
            return List.of(closing.add(open(kind, link, log)));
        }
        Fanout fanout = closing.add(new Fanout(link.index(), threads, new SecureRandom().nextInt()));
        List<Engine> engines = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            engines.add(closing.add(open(kind, link, fanout, i == 0 ? log : _ -> {})));
        }
        return engines;
    }

    /** The same of one. */
    public static Engine open(EngineKind kind, Link link, Consumer<String> log) throws ErrnoException {
        return open(kind, link, null, log);
    }

    private static Engine open(EngineKind kind, Link link, Fanout fanout, Consumer<String> log) throws ErrnoException {
        return switch (kind) {
            case AUTO -> best(() -> ring(link, fanout), () -> socket(link, fanout), log);
            case RING -> ring(link, fanout);
            case SOCKET -> socket(link, fanout);
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

    private static Engine ring(Link link, Fanout fanout) throws ErrnoException {
        return new RingEngine(link.index(), link.mtu(), Rewrite.HEADROOM, fanout);
    }

    private static Engine socket(Link link, Fanout fanout) throws ErrnoException {
        return new SocketEngine(link.index(), Rewrite.HEADROOM, fanout);
    }
}
