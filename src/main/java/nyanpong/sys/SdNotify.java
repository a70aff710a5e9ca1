package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The datagram socket on which a service tells its supervisor how it is: sd_notify(3), unix(7). Java's own Unix sockets are
 * streams only. By one thread at a time.
 */
public final class SdNotify implements AutoCloseable {
    /** {@code sizeof(((struct sockaddr_un *) 0)->sun_path)}. */
    private static final int SUN_PATH = 108;

    private final Libc libc = new Libc();
    private final int fd;

    /**
     * @param name the environment's NOTIFY_SOCKET: a path, or an abstract name after an {@code @}
     * @throws ErrnoException if nobody listens there
     */
    public SdNotify(String name) throws ErrnoException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length >= SUN_PATH || (path[0] != '/' && path[0] != '@')) {
            throw new ErrnoException("connect(NOTIFY_SOCKET)", Errno.EINVAL);
        }
        boolean isAbstract = path[0] == '@';
        if (isAbstract) {
            path[0] = 0;
        }
        fd = Libc.check("socket(AF_UNIX)", libc.socket(Socket.AF_UNIX, Socket.SOCK_DGRAM | Socket.SOCK_CLOEXEC, 0));
        try (Arena arena = Arena.ofConfined()) {
            // A path ends with a zero octet, an abstract name where its length says.
            MemorySegment address = arena.allocate(2L + path.length + (isAbstract ? 0 : 1), 2);
            address.set(JAVA_SHORT, 0, (short) Socket.AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(path), 0, address, 2, path.length);
            int result = libc.connect(fd, address);
            if (result < 0) {
                close();
            }
            Libc.check("connect(NOTIFY_SOCKET)", result);
        }
    }

    /** @param state assignments, a line each, such as {@code READY=1} */
    public void send(String state) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] octets = state.getBytes(StandardCharsets.UTF_8);
            MemorySegment message = arena.allocate(octets.length);
            MemorySegment.copy(MemorySegment.ofArray(octets), 0, message, 0, octets.length);
            // A supervisor that has no time to read must not hold us up.
            long sent = libc.send(fd, message, 0, octets.length, Socket.MSG_DONTWAIT);
            if (sent < 0) {
                throw new ErrnoException("send(NOTIFY_SOCKET)", (int) -sent);
            }
        }
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
