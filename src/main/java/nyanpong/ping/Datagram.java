package nyanpong.ping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.In;
import nyanpong.sys.Libc;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Socket;

/** Memory for one received datagram, its sender and its control messages: recvmsg(2). Never blocks. */
final class Datagram {
    private static final int LONGEST = 65_535;
    private static final int CONTROL = 512;

    private final Libc libc;
    private final int fd;
    private final boolean six;
    private final MemorySegment data;
    private final MemorySegment name;
    private final MemorySegment control;
    private final MemorySegment message;

    Datagram(Arena arena, Libc libc, int fd, boolean six) {
        this.libc = libc;
        this.fd = fd;
        this.six = six;
        data = arena.allocate(LONGEST, 8);
        name = arena.allocate(six ? In.SIZE_IN6 : In.SIZE_IN, 8);
        control = arena.allocate(CONTROL, 8);
        MemorySegment vector = arena.allocate(Iovec.SIZE, 8);
        Iovec.set(vector, 0, data, 0, LONGEST);
        message = arena.allocate(Msghdr.SIZE, 8);
        Msghdr.name(message, 0, name);
        Msghdr.iov(message, 0, vector, 0);
        Msghdr.control(message, 0, control, 0, CONTROL);
    }

    /**
     * The length of the datagram that came, or {@code -errno}.
     *
     * @param flags {@code MSG_ERRQUEUE} for what the error queue holds, or 0
     */
    int receive(int flags) {
        name.fill((byte) 0);
        Msghdr.namelen(message, 0, (int) name.byteSize());
        Msghdr.controllen(message, 0, CONTROL);
        return (int) libc.recvmsg(fd, message, flags | Socket.MSG_DONTWAIT);
    }

    MemorySegment data() {
        return data;
    }

    /** The sender's sockaddr, or in the error queue that of whom the datagram was for. */
    MemorySegment name() {
        return name;
    }

    /** Where the address is in {@link #name}. */
    int nameAt() {
        return In.addressAt(six);
    }

    MemorySegment control() {
        return control;
    }

    /** Where the data of a control message is that holds at least {@code size} bytes, or -1. */
    long find(int level, int type, int size) {
        long at = Cmsg.find(control, 0, Msghdr.controllen(message, 0), level, type);
        return at >= 0 && Cmsg.length(control, at) >= size ? at : -1;
    }
}
