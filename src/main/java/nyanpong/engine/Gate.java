package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.SockFilter;
import nyanpong.sys.Socket;

/**
 * What a pair of packet sockets, one to receive and one to send, lets in, and from which interface; from any thread. Once a filter
 * is in place it is locked, socket(7): nobody who gets hold of the process can listen to more than echo requests with it, whatever
 * it is bound to.
 */
final class Gate {
    /** Reserved, RFC 1701: nothing has this type, and the filter would drop it. */
    private static final int NO_PROTOCOL = 0xffff;

    private final int in;
    private final int out;
    private final SockFilter wanted;
    private final Fanout fanout;
    private int ifindex;
    private boolean shut;
    private FutureTask<Void> leaving;

    /**
     * Nothing comes in yet.
     *
     * @param in not bound yet
     * @param out likewise
     * @param wanted what is let in when it opens
     * @param fanout the group that it shares its interface with, whose first one to be shut shuts all; or null
     */
    Gate(int in, int out, SockFilter wanted, Fanout fanout) throws ErrnoException {
        this.wanted = wanted;
        this.fanout = fanout;
        this.in = in;
        this.out = out;
        EchoFilter.nothing().attach(new Libc(), in);
        EchoFilter.nothing().attach(new Libc(), out);
        lock(out);
    }

    /**
     * Ties both to an interface: bind(2) of packet(7), which needs no privilege. Where they are bound so already, nothing happens
     * and nothing is lost. A socket whose device was deleted or moved away is dead, even if a device of the same index comes;
     * this revives it, and its ring. One of a group stays where it was at first.
     *
     * @throws ErrnoException ENODEV where there is no such interface
     */
    synchronized void bind(int now) throws ErrnoException {
        if (shut || (fanout != null && ifindex != 0)) {
            return;
        }
        ifindex = now;
        bind(out, 0);
        bind(in, IfPacket.ETH_P_ALL);
        if (fanout != null) {
            fanout.join(in);
        }
    }

    /** Lets in what is wanted. */
    synchronized void open() throws ErrnoException {
        wanted.attach(new Libc(), in);
        lock(in);
    }

    /**
     * Lets nothing in any more: the filter cannot be changed, so the socket is bound to what does not come. (To protocol 0, it
     * would keep the one that it has.) The kernel takes the socket out of its lists at once, and then waits some 10 ms for what is
     * on its way; who is to answer from now on need not, so this returns before. {@link #settle} waits.
     */
    synchronized void shut() throws ErrnoException {
        shut = true;
        if (fanout != null) {
            fanout.shut();
            return;
        }
        leaving = new FutureTask<>(this::leave);
        Thread.ofPlatform().name("nyanpong-gate").start(leaving);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SockaddrLl.SIZE, 8);
            Libc libc = new Libc();
            // The kernel forgets the protocol a moment before it takes the socket out.
            while (!leaving.isDone()
                    && libc.getsockname(in, address) == 0
                    && SockaddrLl.protocol(address) == IfPacket.ETH_P_ALL) {
                Thread.onSpinWait();
            }
        }
    }

    /** After {@link #shut}: returns when all that was let in has come in. */
    synchronized void settle() throws ErrnoException {
        if (fanout != null) {
            fanout.settle();
            return;
        }
        try {
            if (leaving != null) {
                leaving.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ErrnoException errno) {
                throw errno;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Void leave() throws ErrnoException {
        try {
            bind(in, NO_PROTOCOL);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENODEV) { // where there is no interface, nothing comes
                throw e;
            }
        }
        return null;
    }

    private void bind(int fd, int protocol) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            Libc.check(
                    "bind(fd=" + fd + ", ifindex=" + ifindex + ")",
                    new Libc().bind(fd, SockaddrLl.of(arena, protocol, ifindex)));
        }
    }

    static void lock(int fd) throws ErrnoException {
        Libc.check(
                "setsockopt(fd=" + fd + ", SO_LOCK_FILTER)",
                new Libc().setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_LOCK_FILTER, 1));
    }
}
