package nyanpong.engine;

import java.util.concurrent.atomic.AtomicLong;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.sys.Waker;

/** Keeps a {@link HostView} current: reads it, tells a listener, and does so again whenever the kernel reports a change. */
public final class HostWatch implements Runnable, AutoCloseable {
    @FunctionalInterface
    public interface Listener {
        /** @throws ErrnoException if the host has changed again meanwhile; it is called again soon */
        void hostChanged(HostView view) throws ErrnoException;
    }

    private static final int GROUPS = Rtnetlink.RTMGRP_LINK
            | Rtnetlink.RTMGRP_IPV4_IFADDR
            | Rtnetlink.RTMGRP_IPV4_ROUTE
            | Rtnetlink.RTMGRP_IPV6_IFADDR
            | Rtnetlink.RTMGRP_IPV6_ROUTE;

    /** Changes come in flocks; one reading serves the flock. */
    private static final int SETTLE_MILLIS = 20;

    private static final int RETRY_MILLIS = 200;

    private final Listener listener;
    private final Rtnetlink changes;
    private final Rtnetlink queries;
    private final Waker waker;
    private final AtomicLong failures = new AtomicLong();
    private HostView view;

    /** @param listener called on the thread of {@link #run}, and once on the caller's */
    public HostWatch(Link link, Listener listener) throws ErrnoException {
        this.listener = listener;
        this.changes = new Rtnetlink(GROUPS);
        this.queries = new Rtnetlink(0);
        this.waker = new Waker(changes.fd());
        try {
            view = HostView.from(queries, link);
            listener.hostChanged(view);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    @Override
    public void run() {
        boolean failed = false;
        while (true) {
            waker.await(failed ? RETRY_MILLIS : -1);
            if (waker.isWoken()) {
                return;
            }
            try {
                Thread.sleep(SETTLE_MILLIS);
                changes.drain();
                view = view.now(queries);
                listener.hostChanged(view);
                failed = false;
            } catch (ErrnoException e) {
                failed = true; // the last view holds until the next attempt
                failures.setOpaque(failures.getPlain() + 1);
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
