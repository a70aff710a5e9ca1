package nyanpong.engine.takeover;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/** Which network namespace of which boot this process is in. */
final class Namespace {
    private Namespace() {}

    /** The same for every process in the namespace, and never again for another before the next boot. */
    static String id() throws IOException {
        Libc libc = new Libc();
        int fd = Libc.check("socket(AF_UNIX)", libc.socket(Socket.AF_UNIX, Socket.SOCK_DGRAM | Socket.SOCK_CLOEXEC, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cookie = arena.allocate(JAVA_LONG);
            int result = libc.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_NETNS_COOKIE, cookie);
            if (result == 0) {
                return Long.toUnsignedString(cookie.get(JAVA_LONG, 0));
            }
            // Before Linux 5.14: the inode, which another namespace may get when this one is gone.
            return Files.readSymbolicLink(Path.of("/proc/self/ns/net"))
                    .toString()
                    .replaceAll("[^0-9]", "");
        } finally {
            libc.close(fd);
        }
    }

    static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
