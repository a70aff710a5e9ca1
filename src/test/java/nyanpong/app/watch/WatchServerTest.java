package nyanpong.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatchServerTest {
    /** More than the kernel keeps for one that does not read. */
    private static final String LONG = "x".repeat(1 << 20);

    @TempDir
    private Path folder;

    private final AtomicInteger looks = new AtomicInteger();
    private final List<SocketChannel> clients = new ArrayList<>();
    private Path socket;
    private WatchServer server;
    private Thread thread;

    @BeforeEach
    void start() throws Exception {
        socket = Files.createDirectory(folder.resolve("run")).resolve("top-1");
        server = new WatchServer(socket, null, () -> looks.incrementAndGet() + LONG);
        thread = Thread.ofPlatform().start(() -> {
            try {
                server.run();
            } catch (IOException e) {
                looks.set(-1);
            }
        });
    }

    @AfterEach
    void end() throws Exception {
        for (SocketChannel client : clients) {
            client.close();
        }
        server.stop();
        thread.join();
        server.close();
        assertFalse(Files.exists(socket));
    }

    @Test
    void isForNobodyElse() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    }

    @Test
    void tellsEachAsOftenAsItAskedFor() throws Exception {
        long begin = System.nanoTime();
        BufferedReader often = lines(ask("top 100\n"));
        BufferedReader seldom = lines(ask("top 60000\n"));
        assertEquals("0", often.readLine());
        assertEquals("0", seldom.readLine());
        assertTrue(seldom.readLine().endsWith(LONG));
        for (int i = 0; i < 6; i++) {
            assertTrue(often.readLine().endsWith(LONG));
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis >= 400 && millis < 5_000, millis + " ms");
    }

    /** Meanwhile the others get theirs, and nothing is kept for it. */
    @Test
    void cutsOffWhoDoesNotRead() throws Exception {
        ask("top 100\n");
        BufferedReader reader = lines(ask("top 100\n"));
        assertEquals("0", reader.readLine());
        long patience = System.nanoTime() + 6_000_000_000L;
        while (System.nanoTime() - patience < 0) {
            assertTrue(reader.readLine().endsWith(LONG));
        }
        SocketChannel idle = clients.getFirst();
        ByteBuffer rest = ByteBuffer.allocate(4 << 20);
        while (idle.read(rest) > 0) {
            assertTrue(rest.hasRemaining(), "more than was under way");
        }
        assertTrue(rest.position() < LONG.length(), "read " + rest.position());
        assertTrue(reader.readLine().endsWith(LONG));
    }

    @Test
    void cutsOffWhoAsksForNothingOrSomethingElse() throws Exception {
        assertEquals("2", lines(ask("reload\n")).readLine());
        assertEquals("2", lines(ask("top -1\n")).readLine());
        assertNull(lines(ask("x".repeat(64))).readLine());
        BufferedReader twice = lines(ask("top 100\n"));
        assertEquals("0", twice.readLine());
        clients.getLast().write(ByteBuffer.wrap(new byte[] {'x'}));
        while (twice.readLine() != null) {
            assertTrue(looks.get() < 100);
        }
        assertNull(lines(ask("to")).readLine(), "after five seconds");
    }

    @Test
    void hasRoomForSixteen() throws Exception {
        for (int i = 0; i < 16; i++) {
            assertEquals("0", lines(ask("top 60000\n")).readLine());
        }
        BufferedReader refused = lines(ask(""));
        assertEquals("69", refused.readLine());
        assertEquals("too many watch already", refused.readLine());
        clients.getFirst().close();
        Thread.sleep(200);
        assertEquals("0", lines(ask("top 60000\n")).readLine());
    }

    private SocketChannel ask(String request) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        clients.add(channel);
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static BufferedReader lines(SocketChannel channel) {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }
}
