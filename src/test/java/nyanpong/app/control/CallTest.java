package nyanpong.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nyanpong.app.host.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CallTest {
    private static final String US = "process " + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private Path socket;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws Exception {
        socket = folder.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void linesAreTakenApartAndEnd() throws Exception {
        try (Call call = Call.to(socket);
                SocketChannel other = server.accept()) {
            call.say("reload");
            ByteBuffer request = ByteBuffer.allocate(64);
            assertEquals(7, other.read(request));
            other.write(ByteBuffer.wrap("0\n\nnyan \u00e9\nhalf".getBytes(StandardCharsets.UTF_8)));
            other.shutdownOutput();
            assertEquals(Optional.of("0"), call.line(Call.PATIENCE));
            assertEquals(Optional.of(""), call.line(Call.PATIENCE));
            assertEquals(Optional.of("nyan \u00e9"), call.line(null));
            assertEquals(Optional.empty(), call.line(Call.PATIENCE));
        }
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLonger() throws Exception {
        try (Call call = Call.to(socket)) {
            call.say("reload");
            long begin = System.nanoTime();
            UnavailableException e =
                    assertThrows(UnavailableException.class, () -> call.line(Duration.ofMillis(1_200)));
            assertEquals(US + " has not answered for 1 s: try again, or restart it", e.getMessage());
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(millis >= 1_100 && millis < 4_000, millis + " ms");
        }
    }

    @Test
    void whoWorksIsWaitedFor() throws Exception {
        try (Call call = Call.to(socket);
                SocketChannel other = server.accept()) {
            Thread worker = Thread.ofPlatform().start(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(Call.PATIENCE.toMillis() + 300);
                    other.write(ByteBuffer.wrap("0\n".getBytes(StandardCharsets.UTF_8)));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(Optional.of("0"), call.line(Duration.ofSeconds(15)));
            worker.join();
        }
    }

    @Test
    void aFullQueueIsNotWaitedForEither() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        boolean taken = true;
        while (taken) {
            SocketChannel one = SocketChannel.open(StandardProtocolFamily.UNIX);
            waiting.add(one);
            one.configureBlocking(false);
            try {
                one.connect(UnixDomainSocketAddress.of(socket));
            } catch (SocketException e) {
                taken = false;
            }
        }
        assertTrue(waiting.size() < 10, waiting.size() + " places");
        UnavailableException e = assertThrows(UnavailableException.class, () -> Call.to(socket));
        assertTrue(e.getMessage().startsWith(US + " has not answered"), e.getMessage());
        for (SocketChannel one : waiting) {
            one.close();
        }
    }

    @Test
    void closedIsAnEnd() throws Exception {
        Call call = Call.to(socket);
        Thread closer = Thread.ofPlatform().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(200);
                call.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(Optional.empty(), call.line(null));
        closer.join();
    }

    @Test
    void nobodyThereIsAFailureAtOnce() throws Exception {
        server.close();
        assertThrows(SocketException.class, () -> Call.to(socket));
    }
}
