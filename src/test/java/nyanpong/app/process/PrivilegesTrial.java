package nyanpong.app.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import nyanpong.engine.SocketEngine;
import nyanpong.sys.Credentials;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.SockFilter;
import nyanpong.sys.Socket;
import nyanpong.sys.Syscall;

/**
 * What somebody who had taken over a responder could still do: for a smoke test, which starts it as root with the indexes of two
 * interfaces. A line for each try; a denied system call is -1.
 */
final class PrivilegesTrial {
    private PrivilegesTrial() {}

    public static void main(String[] args) throws Exception {
        int first = Integer.parseInt(args[0]);
        int second = Integer.parseInt(args[1]);
        Libc libc = new Libc();
        try (SocketEngine engine = new SocketEngine(first, 64);
                Arena arena = Arena.ofConfined()) {
            engine.open();
            int packets = packetSocket();
            CountDownLatch dropped = new CountDownLatch(1);
            Thread older = new Thread(() -> {
                try {
                    dropped.await();
                    System.out.println("older thread: socket(AF_PACKET) " + socket());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            older.start();
            System.out.println("before: socket(AF_PACKET) " + (socket() >= 0));
            new Privileges("nobody").drop();
            dropped.countDown();
            older.join();
            System.out.println("socket(AF_PACKET) " + socket());
            System.out.println("execve " + new Credentials().syscall(Syscall.EXECVE, 0, 0, 0));
            System.out.println("bpf " + new Credentials().syscall(Syscall.BPF, 0, 0, 0));
            System.out.println("setresuid(0) " + new Credentials().setresuid(0));
            System.out.println("another filter "
                    + libc.setsockopt(packets, Socket.SOL_SOCKET, Socket.SO_ATTACH_FILTER, everything(arena)));
            System.out.println("no filter " + libc.setsockopt(packets, Socket.SOL_SOCKET, 27, 0)); // SO_DETACH_FILTER
            System.out.println("unlocked " + libc.setsockopt(packets, Socket.SOL_SOCKET, Socket.SO_LOCK_FILTER, 0));
            System.out.println(
                    "bound elsewhere " + libc.bind(packets, SockaddrLl.of(arena, IfPacket.ETH_P_ALL, second)));
            System.out.println("and back " + libc.bind(packets, SockaddrLl.of(arena, IfPacket.ETH_P_ALL, first)));
            System.out.println("sysctl " + writes("/proc/sys/net/ipv4/icmp_echo_ignore_all"));
            System.out.println("signal to init " + ProcessHandle.of(1).map(ProcessHandle::destroy));
        }
    }

    private static int socket() {
        return new Libc().socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0);
    }

    /** The first of the engine's. */
    private static int packetSocket() throws IOException {
        try (var fds = Files.list(Path.of("/proc/self/fd"))) {
            for (Path fd : (Iterable<Path>) fds::iterator) {
                if (Files.isSymbolicLink(fd)
                        && Files.readSymbolicLink(fd).toString().startsWith("socket:")) {
                    return Integer.parseInt(fd.getFileName().toString());
                }
            }
        }
        throw new IllegalStateException("no socket");
    }

    private static MemorySegment everything(Arena arena) {
        return new SockFilter().ret(-1).assemble(arena);
    }

    private static boolean writes(String file) {
        try {
            Files.writeString(Path.of(file), "0\n");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
