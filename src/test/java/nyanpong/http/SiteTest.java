package nyanpong.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    private static final Site LOCAL =
            new Site(Map.of("/a", accept -> HttpResponse.text(200, "accepts " + accept)), false);
    private static final Site NAMED = new Site(LOCAL.pages(), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /a HTTP/1.1|Host: x; 200",
                "GET /a?name[]=b#c HTTP/1.1|Host: x; 200",
                "GET http://proxied.example/a HTTP/1.1|Host: x; 200",
                "GET /a HTTP/1.0; 200",
                "HEAD /a HTTP/1.1|host:x; 200",
                "GET /b HTTP/1.1|Host: x; 404",
                "GET /../a HTTP/1.1|Host: x; 404",
                "GET * HTTP/1.1|Host: x; 404",
                "POST /a HTTP/1.1|Host: x; 405",
                "OPTIONS * HTTP/1.1|Host: x; 405",
                "get /a HTTP/1.1|Host: x; 405",
                "PRI * HTTP/2.0; 505",
                "GET /a HTTP/1.1; 400",
                "GET /a HTTP/1.1|Host: x|Host: y; 400",
                "GET /a HTTP/1.1|Host: x|no colon; 400",
                "GET /a HTTP/1.1|Host: x| folded: y; 400",
                "GET /a HTTP/1.1|Host : x; 400",
                "GET  /a HTTP/1.1|Host: x; 400",
                "GET /a; 400",
                "GET /a b HTTP/1.1|Host: x; 400",
                "nonsense; 400",
                "'\u0016\u0003\u0001'; 400"
            })
    void answersByTheHeadAlone(String head, int status) {
        assertEquals(status, status(NAMED, head));
    }

    /** What a browser sends that was led here by a name of somebody else's. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9415, 200", "[::1]:9415, 200", "localhost, 200", "LOCALHOST:9415, 200", "192.0.2.1, 200",
        "evil.example:9415, 421", "localhost.evil.example, 421", "127.0.0.1.evil.example, 421", "'', 421", "1, 421"
    })
    void whatIsForThisHostIsNotAskedForByName(String host, int status) {
        assertEquals(status, status(LOCAL, "GET /a HTTP/1.1|Host: " + host));
        assertEquals(200, status(NAMED, "GET /a HTTP/1.1|Host: " + host));
    }

    @Test
    void headGetsTheSameWithoutItsBody() {
        String get = text(NAMED, "GET /a HTTP/1.1|Host: x|Accept: text/plain;q=1|Accept: */*");
        String head = text(NAMED, "HEAD /a HTTP/1.1|Host: x|Accept: text/plain;q=1|Accept: */*");
        assertTrue(get.endsWith("\r\n\r\naccepts text/plain;q=1, */*\n"), get);
        assertTrue(head.endsWith("\r\n\r\n"), head);
        assertTrue(get.contains("\r\nContent-Length: 28\r\n"), get);
        assertTrue(head.contains("\r\nContent-Length: 28\r\n"), head);
    }

    @Test
    void aPageMayHaveHeadersOfItsOwn() {
        Site site = new Site(
                Map.of("/a", _ -> new HttpResponse(200, "text/html", "x", List.of("X-Content-Type-Options: nosniff"))),
                true);
        String text = text(site, "GET /a HTTP/1.0");
        assertTrue(text.endsWith("\r\nX-Content-Type-Options: nosniff\r\n\r\nx"), text);
    }

    @Test
    void aPageThatFailsIsAnErrorAndNoMore() {
        Site site = new Site(
                Map.of("/a", _ -> {
                    throw new IllegalStateException("why");
                }),
                true);
        assertTrue(text(site, "GET /a HTTP/1.0").startsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    }

    @Test
    void aRefusalNamesWhatIsAllowed() {
        assertTrue(text(NAMED, "PUT /a HTTP/1.1|Host: x").contains("\r\nAllow: GET, HEAD\r\n"));
        assertTrue(text(NAMED, "GET / HTTP/1.1|Host: x").endsWith("there are /a\n"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesIsAnswered(long seed) {
        Random random = new Random(seed);
        byte[] good = "GET /a HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String answer = StandardCharsets.ISO_8859_1
                    .decode(LOCAL.answer(new String(bytes, StandardCharsets.ISO_8859_1)))
                    .toString();
            assertTrue(answer.matches("(?s)HTTP/1.1 (200|400|404|405|421|505) [A-Z].*\r\n\r\n.*"), answer);
        }
    }

    private static int status(Site site, String head) {
        return Integer.parseInt(text(site, head).substring(9, 12));
    }

    private static String text(Site site, String head) {
        return StandardCharsets.UTF_8
                .decode(site.answer(head.replace("|", "\r\n") + "\r\n\r\n"))
                .toString();
    }
}
