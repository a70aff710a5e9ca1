package nyanpong.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private final FileTime old = FileTime.from(Instant.now().minusSeconds(60));

    @TempDir
    private Path folder;

    @Test
    void whatNobodyListensAtIsDeleted() throws Exception {
        for (String dead : List.of("control-1-eth0-tcx", "top-1-eth0-tcx", "control-2")) {
            listen(dead).close(); // its file stays, as after SIGKILL
        }
        Files.setLastModifiedTime(folder.resolve("sysctl-1"), old);
        try (ServerSocketChannel alive = listen("control-3-eth0-sysctl")) {
            listen("top-4-eth0-tcx").close();
            Files.setLastModifiedTime(folder.resolve("top-4-eth0-tcx"), FileTime.from(Instant.now()));
            Leftovers.delete(folder);
            assertTrue(alive.isOpen());
            assertEquals(List.of("control-3-eth0-sysctl", "sysctl-1", "top-4-eth0-tcx"), names());
        }
    }

    private ServerSocketChannel listen(String name) throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
        Files.setLastModifiedTime(folder.resolve(name), old);
        Files.write(folder.resolve("sysctl-1"), new byte[0]); // a journal
        return server;
    }

    private List<String> names() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
