package nyanpong.engine.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockHolderTest {
    private static final String NAME = "@nyanpong/takeover/sysctl";

    /** As the kernel printed it while a second responder was refused: the connection has the listener's name, too. */
    private static final String PROC_NET_UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000000000000000: 00000002 00000000 00000000 0001 02     0 @nyanpong/takeover/sysctl
            0000000000000000: 00000002 00000000 00010000 0001 01 107843 @nyanpong/takeover/sysctl
            0000000000000000: 00000003 00000000 00000000 0001 03 22345 /run/nyanpong/takeover/sysctl
            0000000000000000: 00000003 00000000 00000000 0001 03 22346
            """;

    @Test
    void isTheOneThatListens() {
        assertEquals(Optional.of("107843"), LockHolder.inode(PROC_NET_UNIX, NAME));
    }

    @Test
    void isNobodyWhereNobodyListens() {
        String others = PROC_NET_UNIX.replace("00010000", "00000000");
        assertEquals(Optional.empty(), LockHolder.inode(others, NAME));
        assertEquals(Optional.empty(), LockHolder.inode(PROC_NET_UNIX, "@another"));
        assertEquals(Optional.empty(), LockHolder.inode("", NAME));
    }

    @Test
    void isAProcessThatListensOnAPath(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket), 1);
            LockHolder holder = LockHolder.at(socket);
            assertEquals(ProcessHandle.current().pid(), holder.pid());
            assertFalse(holder.isStopped());
            // It never takes a connection, so its queue is full now, or is so soon.
            for (int i = 0; i < 3; i++) {
                assertEquals(holder, LockHolder.at(socket));
            }
        }
        assertEquals(0, LockHolder.at(socket).pid());
    }

    @Test
    void isStoppedAfterTheSignal() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "20").start();
        try {
            LockHolder holder = new LockHolder(sleep.pid());
            assertFalse(holder.isStopped());
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-STOP", "" + sleep.pid())
                            .start()
                            .waitFor());
            long end = System.nanoTime() + 5_000_000_000L; // a signal takes effect when the process next runs
            while (!holder.isStopped() && System.nanoTime() < end) {
                Thread.sleep(1);
            }
            assertTrue(holder.isStopped());
        } finally {
            sleep.destroyForcibly().waitFor();
        }
        assertFalse(new LockHolder(sleep.pid()).isStopped());
    }
}
