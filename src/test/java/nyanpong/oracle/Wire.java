package nyanpong.oracle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Predicate;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Msghdr.Mmsg;
import nyanpong.sys.Pollfd;
import nyanpong.sys.Socket;

/** The pinger's end of the link to the kernel: whole packets go out and come in, many at a time. */
final class Wire implements AutoCloseable {
    static final int LONGEST = 1514;
    static final int BATCH = 256;

    private static final int SLOT = 2048;
    private static final int BUFFER = 64 << 20;

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment sent = arena.allocate((long) BATCH * SLOT, 64);
    private final MemorySegment received = arena.allocate((long) BATCH * SLOT, 64);
    private final MemorySegment outgoing = arena.allocate((long) BATCH * Mmsg.SIZE, 8);
    private final MemorySegment incoming = arena.allocate((long) BATCH * Mmsg.SIZE, 8);
    private final MemorySegment outVectors = arena.allocate((long) BATCH * Iovec.SIZE, 8);
    private final MemorySegment inVectors = arena.allocate((long) BATCH * Iovec.SIZE, 8);
    private final MemorySegment readable;
    private final int fd;

    Wire(int ifindex) throws ErrnoException {
        for (int i = 0; i < BATCH; i++) {
            Msghdr.iov(outgoing, (long) i * Mmsg.SIZE, outVectors, (long) i * Iovec.SIZE);
            Msghdr.iov(incoming, (long) i * Mmsg.SIZE, inVectors, (long) i * Iovec.SIZE);
            Iovec.set(inVectors, (long) i * Iovec.SIZE, received, (long) i * SLOT, SLOT);
        }
        fd = Libc.check("socket(AF_PACKET, SOCK_RAW)", libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW, 0));
        Libc.check(
                "setsockopt(PACKET_IGNORE_OUTGOING)",
                libc.setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_IGNORE_OUTGOING, 1));
        Libc.check("SO_RCVBUFFORCE", libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, BUFFER));
        Libc.check("SO_SNDBUFFORCE", libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, BUFFER));
        Libc.check("bind(AF_PACKET)", libc.bind(fd, SockaddrLl.of(arena, IfPacket.ETH_P_ALL, ifindex)));
        readable = Pollfd.forInput(arena, fd);
    }

    /** At most {@link #BATCH}, each of 14 to {@link #LONGEST} octets: the kernel takes no others. */
    void send(List<byte[]> packets) throws ErrnoException {
        for (int i = 0; i < packets.size(); i++) {
            byte[] b = packets.get(i);
            MemorySegment.copy(b, 0, sent, JAVA_BYTE, (long) i * SLOT, b.length);
            Iovec.set(outVectors, (long) i * Iovec.SIZE, sent, (long) i * SLOT, b.length);
        }
        for (int first = 0; first < packets.size(); ) {
            int count = libc.sendmmsg(fd, outgoing, first, packets.size() - first, 0);
            if (count != -Errno.EINTR) {
                first += Libc.check("sendmmsg(AF_PACKET)", count);
            }
        }
    }

    /** Hands over what comes until it is enough, or nothing more comes for a while; returns whether it was enough. */
    boolean receive(int quietMillis, Predicate<byte[]> isEnough) throws ErrnoException {
        boolean enough = false;
        while (!enough) {
            int count = libc.recvmmsg(fd, incoming, BATCH, Socket.MSG_DONTWAIT);
            if (count == -Errno.EAGAIN) {
                if (libc.poll(readable, quietMillis) == 0) {
                    return false;
                }
            } else if (count != -Errno.EINTR) {
                Libc.check("recvmmsg(AF_PACKET)", count);
                for (int i = 0; i < count; i++) {
                    int length = Math.min(Mmsg.len(incoming, (long) i * Mmsg.SIZE), SLOT);
                    enough |= isEnough.test(
                            received.asSlice((long) i * SLOT, length).toArray(JAVA_BYTE));
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }
}
