package nyanpong.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, mean or many, beside one that only wants to know. */
@Timeout(60)
class HttpServerTest {
    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int LARGE = 4 << 20;

    private final List<Socket> mean = new ArrayList<>();
    private HttpServer server;
    private InetSocketAddress address;
    private Thread thread;

    @BeforeEach
    void start() throws Exception {
        address = free();
        server = new HttpServer(address, 10);
        Site site = new Site(
                Map.of(
                        "/a", _ -> HttpResponse.text(200, "well"),
                        "/large", _ -> HttpResponse.text(200, "x".repeat(LARGE - 1))),
                false);
        thread = Thread.ofPlatform().start(() -> {
            try {
                server.run(site);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        thread.join();
        server.close();
        for (Socket socket : mean) {
            socket.close();
        }
    }

    @Test
    void answersAndHangsUp() throws IOException {
        assertTrue(ask(REQUEST).matches("(?s)HTTP/1.1 200 OK\r\n.*\r\n\r\nwell\n"));
    }

    @Test
    void aRequestMayComeOctetByOctet() throws Exception {
        try (Socket socket = connect()) {
            for (byte octet : REQUEST.getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(octet);
                Thread.sleep(1);
            }
            assertTrue(read(socket).endsWith("well\n"));
        }
    }

    @Test
    void whoNeverFinishesIsHungUpOnAndNobodyWaitsForHim() throws Exception {
        for (int i = 0; i < 200; i++) {
            Socket socket = connect();
            socket.getOutputStream().write("GET /a HTT".getBytes(StandardCharsets.US_ASCII));
            mean.add(socket);
        }
        long begin = System.nanoTime();
        assertTrue(ask(REQUEST).endsWith("well\n"));
        assertTrue(System.nanoTime() - begin < 1_000_000_000L, "it waited");
        Socket last = mean.getLast();
        last.setSoTimeout(10_000);
        assertEquals(-1, last.getInputStream().read());
    }

    @Test
    void whoDoesNotReadIsHungUpOn() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST.replace("/a", "/large").getBytes(StandardCharsets.US_ASCII));
            assertTrue(ask(REQUEST).endsWith("well\n"));
            Thread.sleep(HttpServer.PATIENCE_MILLIS + 500);
            assertTrue(read(socket).length() < LARGE, "all of it came");
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() throws IOException {
        String answer = ask(REQUEST.replace("/a", "/large"));
        assertEquals(LARGE, answer.length() - answer.indexOf("\r\n\r\n") - 4);
    }

    @Test
    void aLargeRequestIsRefusedWithoutBeingRead() throws IOException {
        String header = "X: " + "y".repeat(20_000) + "\r\n";
        String answer = ask(REQUEST.replace("\r\n\r\n", "\r\n" + header.repeat(10) + "\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }

    @Test
    void aBodyIsThrownAway() throws IOException {
        String answer = ask("POST /a HTTP/1.1\r\nHost: ::1\r\nContent-Length: 100000\r\n\r\n" + "z".repeat(100_000));
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    }

    /** Ten answers, then a pause of a tenth of a second. */
    @Test
    void aFloodOfRequestsTakesNoCore() throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < 55; i++) {
            assertTrue(ask(REQUEST).endsWith("well\n"));
        }
        assertTrue(System.nanoTime() - begin >= 500_000_000L);
    }

    @Test
    void aPortThatIsTakenIsAnError() {
        assertThrows(IOException.class, () -> new HttpServer(address, 10).close());
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192); // before it connects, so that not much can be under way
        socket.connect(address);
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static InetSocketAddress free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }
}
