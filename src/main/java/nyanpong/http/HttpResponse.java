package nyanpong.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is answered to one request: RFC 9110, RFC 9112.
 *
 * @param status of those in {@link #REASONS}
 * @param type the media type of {@code body}, in UTF-8
 * @param headers more of them, as lines without their ends, such as {@code X-Content-Type-Options: nosniff}
 */
public record HttpResponse(int status, String type, String body, List<String> headers) {
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            421, "Misdirected Request",
            431, "Request Header Fields Too Large",
            500, "Internal Server Error",
            503, "Service Unavailable",
            505, "HTTP Version Not Supported");

    /** RFC 9110 section 5.6.7. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    public HttpResponse {
        headers = List.copyOf(headers);
    }

    public HttpResponse(int status, String type, String body) {
        this(status, type, body, List.of());
    }

    /** One line. */
    public static HttpResponse text(int status, String line) {
        return new HttpResponse(status, "text/plain; charset=utf-8", line + "\n");
    }

    /** @param headOnly to a HEAD, which gets no body, but its length */
    ByteBuffer bytes(boolean headOnly) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(
                "HTTP/1.1 " + status + " " + REASONS.get(status),
                "Date: " + DATE.format(ZonedDateTime.now(ZoneOffset.UTC)),
                "Content-Type: " + type,
                "Content-Length: " + content.length,
                "Cache-Control: no-store",
                "Connection: close"));
        if (status == 405) {
            lines.add("Allow: GET, HEAD"); // RFC 9110 section 15.5.6
        }
        lines.addAll(headers);
        byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(head.length + (headOnly ? 0 : content.length));
        bytes.put(head);
        if (!headOnly) {
            bytes.put(content);
        }
        return bytes.flip();
    }
}
