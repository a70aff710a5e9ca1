package nyanpong.app.measure;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nyanpong.app.claim.Claim;
import nyanpong.app.loop.PacketLoop;
import nyanpong.engine.HostView;
import nyanpong.sys.Netdevice;

/**
 * Whether pings are answered, for whoever routes them here only then. A reload that failed does not matter: the old programme
 * answers.
 */
public final class Readiness {
    /** The packet thread turns once a second at least, {@link PacketLoop}; a busy host may take its time. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier stillNanos;
    private final Supplier<HostView> view;
    private final Claim claim;
    private volatile String phase = "it has not begun";

    /**
     * @param stillNanos how long the packet thread has stood still
     * @param view what is known of the host
     */
    public Readiness(LongSupplier stillNanos, Supplier<HostView> view, Claim claim) {
        this.stillNanos = stillNanos;
        this.view = view;
        this.claim = claim;
    }

    /** What is claimed from the kernel is ours from here on. */
    public void begun() {
        phase = "";
    }

    /** No more, from here on. */
    public void ending() {
        phase = "it ends";
    }

    /** Why this process should be ended and started again, in a line; empty where it is well. */
    Optional<String> whyNotAlive() {
        long still = stillNanos.getAsLong();
        return still < PATIENCE_NANOS
                ? Optional.empty()
                : Optional.of("the packet thread has stood still for " + still / NANOS_PER_SECOND + " s");
    }

    /** Why pings are not answered, in a line; empty where they are. */
    Optional<String> whyNotReady() {
        if (!phase.isEmpty()) {
            return Optional.of(phase);
        }
        return whyNotAlive().or(this::whyNotReached);
    }

    private Optional<String> whyNotReached() {
        HostView now = view.get();
        String link = "interface " + now.link().name();
        if (!now.isThere()) {
            return Optional.of(link + " is gone");
        }
        if ((now.link().flags() & Netdevice.IFF_UP) == 0) {
            return Optional.of(link + " is down");
        }
        if ((now.link().flags() & Netdevice.IFF_RUNNING) == 0) {
            return Optional.of(link + " has no carrier");
        }
        return claim.addresses(now).isEmpty()
                ? Optional.of(link + ": there is no address to answer for")
                : Optional.empty();
    }
}
