package nyanpong.engine;

import java.lang.foreign.Arena;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/**
 * What a packet socket lets in, from any thread. Once its filter is in place it is locked, socket(7): nobody who gets hold of
 * the process can listen to more than echo requests with it, whatever it is bound to.
 */
final class Gate {
    /** Reserved, RFC 1701: nothing has this type, and the filter would drop it. */
    private static final int NO_PROTOCOL = 0xffff;

    private Gate() {}

    /** For a socket that only sends. */
    static void never(int fd) throws ErrnoException {
        EchoFilter.nothing().attach(new Libc(), fd);
        lock(fd);
    }

    /** Lets echo requests in; the socket is bound, and its filter let nothing in so far. */
    static void open(int fd) throws ErrnoException {
        EchoFilter.echoRequests().attach(new Libc(), fd);
        lock(fd);
    }

    /**
     * Lets nothing in any more: the filter cannot be changed, so the socket is bound to what does not come. (To protocol 0, it
     * would keep the one that it has.) The kernel waits until no packet is on its way to the socket, some 10 ms.
     */
    static void shut(int fd, int ifindex) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            int result = new Libc().bind(fd, SockaddrLl.of(arena, NO_PROTOCOL, ifindex));
            if (result != -Errno.ENODEV) { // where there is no interface, nothing comes
                Libc.check("bind(fd=" + fd + ", protocol=" + NO_PROTOCOL + ")", result);
            }
        }
    }

    private static void lock(int fd) throws ErrnoException {
        Libc.check(
                "setsockopt(fd=" + fd + ", SO_LOCK_FILTER)",
                new Libc().setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_LOCK_FILTER, 1));
    }
}
