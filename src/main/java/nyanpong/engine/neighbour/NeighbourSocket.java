package nyanpong.engine.neighbour;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.PacketMreq;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/** A packet socket, packet(7), for what neighbours say; it also has the device let in what is sent to our Ethernet addresses. */
final class NeighbourSocket implements AutoCloseable {
    /** More than any right message has; what is longer is cut, and so is not right. */
    static final int LONGEST = 1514;

    final MemorySegment in;
    final MemorySegment out;
    final int fd;

    private final Arena arena = Arena.ofShared();
    private final Libc libc = new Libc();
    private final int ifindex;

    /** Bound, and receiving nothing yet. */
    NeighbourSocket(int ifindex) throws ErrnoException {
        this.ifindex = ifindex;
        in = arena.allocate(LONGEST, 8);
        out = arena.allocate(128, 8);
        fd = Libc.check(
                "socket(AF_PACKET, SOCK_RAW)", libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
        NeighbourFilter.nothing().attach(libc, fd);
        Libc.check(
                "setsockopt(PACKET_IGNORE_OUTGOING)",
                libc.setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_IGNORE_OUTGOING, 1));
        Libc.check(
                "bind(fd=" + fd + ", ifindex=" + ifindex + ")",
                libc.bind(fd, SockaddrLl.of(arena, IfPacket.ETH_P_ALL, ifindex)));
    }

    /** Has the device let in what is sent to a host's address, until this is closed. */
    void addUnicast(long address) throws ErrnoException {
        add("PACKET_MR_UNICAST", IfPacket.PACKET_MR_UNICAST, address);
    }

    /** Has the device let in what is sent to a group's address, until this is closed. */
    void addMulticast(long address) throws ErrnoException {
        add("PACKET_MR_MULTICAST", IfPacket.PACKET_MR_MULTICAST, address);
    }

    void open() throws ErrnoException {
        NeighbourFilter.neighbours().attach(libc, fd);
    }

    /** One packet's length, now at the start of {@link #in}, or {@code -errno}; never waits. */
    int receive() {
        return (int) libc.recv(fd, in, 0, LONGEST, Socket.MSG_DONTWAIT);
    }

    /** Sends what is at the start of {@link #out}; 0, or {@code -errno}. */
    int send(int length) {
        return (int) Math.min(0, libc.send(fd, out, 0, length, Socket.MSG_DONTWAIT));
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }

    private void add(String name, int type, long address) throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            Libc.check(
                    "setsockopt(PACKET_ADD_MEMBERSHIP, " + name + ")",
                    libc.setsockopt(
                            fd,
                            IfPacket.SOL_PACKET,
                            IfPacket.PACKET_ADD_MEMBERSHIP,
                            PacketMreq.of(call, ifindex, type, address)));
        }
    }
}
