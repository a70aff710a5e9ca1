package nyanpong.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Waker;

/** Keeps a {@link HostView} current: reads it, tells a listener, and does so again whenever the kernel reports a change. */
public final class HostWatch implements Runnable, AutoCloseable {
    private static final int GROUPS = Rtnetlink.RTMGRP_LINK
            | Rtnetlink.RTMGRP_IPV4_IFADDR
            | Rtnetlink.RTMGRP_IPV4_ROUTE
            | Rtnetlink.RTMGRP_IPV6_IFADDR
            | Rtnetlink.RTMGRP_IPV6_ROUTE;

    /** Changes come in flocks; one reading serves the flock. */
    private static final int SETTLE_MILLIS = 20;

    private final int ifindex;
    private final Consumer<Optional<HostView>> listener;
    private final Rtnetlink changes;
    private final Rtnetlink queries;
    private final Waker waker;
    private final AtomicLong failures = new AtomicLong();

    /** @param listener called on the thread of {@link #run}, and once on the caller's; nothing where the interface is gone */
    public HostWatch(int ifindex, Consumer<Optional<HostView>> listener) throws ErrnoException {
        this.ifindex = ifindex;
        this.listener = listener;
        this.changes = new Rtnetlink(GROUPS);
        this.queries = new Rtnetlink(0);
        this.waker = new Waker(changes.fd());
        listener.accept(HostView.from(queries, ifindex));
    }

    @Override
    public void run() {
        while (true) {
            waker.await(-1);
            if (waker.isWoken()) {
                return;
            }
            try {
                Thread.sleep(SETTLE_MILLIS);
                changes.drain();
                listener.accept(HostView.from(queries, ifindex));
            } catch (ErrnoException e) {
                failures.setOpaque(failures.getPlain() + 1); // the last view holds until the next change
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Readings that failed. */
    public long failures() {
        return failures.getOpaque();
    }

    /** Ends {@link #run}, from any thread. */
    public void stop() {
        waker.wake();
    }

    @Override
    public void close() {
        waker.close();
        changes.close();
        queries.close();
    }
}
