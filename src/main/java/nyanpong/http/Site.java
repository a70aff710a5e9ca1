package nyanpong.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A few pages, to be read and not changed: what is answered to the head of a request, RFC 9112 sections 3 and 5.
 *
 * @param pages by path; each is given the request's Accept, or null
 * @param named whether it may be asked for under any name. Where only this host can ask, it may not: else a web page whose name is
 *     made to lead here could have a browser of this host read it (DNS rebinding)
 */
public record Site(Map<String, Function<String, HttpResponse>> pages, boolean named) {
    private static final Pattern REQUEST =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/([0-9])\\.([0-9])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    /** Section 3.2.2: with the host, as a proxy is asked. */
    private static final Pattern ABSOLUTE = Pattern.compile("https?://[^/?#]*", Pattern.CASE_INSENSITIVE);
    /** An address, or this host's own name for itself; then perhaps a port. */
    private static final Pattern UNNAMED = Pattern.compile(
            "(?:[0-9]+(?:\\.[0-9]+){3}|\\[[0-9a-fA-F:.]+]|localhost\\.?)(?::[0-9]*)?", Pattern.CASE_INSENSITIVE);

    public Site {
        pages = Map.copyOf(pages);
    }

    /** @param request up to its empty line, or beyond */
    ByteBuffer answer(String request) {
        List<String> lines = request.lines().takeWhile(line -> !line.isEmpty()).toList();
        Matcher first = REQUEST.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!first.matches()) {
            return HttpResponse.text(400, "this is not a request of HTTP: want GET / HTTP/1.1")
                    .bytes(false);
        }
        return response(first, lines.subList(1, lines.size()))
                .bytes(first.group(1).equals("HEAD"));
    }

    private HttpResponse response(Matcher request, List<String> headers) {
        if (!request.group(3).equals("1")) {
            return HttpResponse.text(505, "HTTP/" + request.group(3) + ": want HTTP/1.1 or HTTP/1.0");
        }
        if (!request.group(1).equals("GET") && !request.group(1).equals("HEAD")) {
            return HttpResponse.text(405, request.group(1) + ": want GET or HEAD, for nothing can be changed here");
        }
        String host = null;
        String accept = null;
        for (String line : headers) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                return HttpResponse.text(400, "a header without a name and a colon");
            }
            switch (header.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    if (host != null) {
                        return HttpResponse.text(400, "two Host headers: want one");
                    }
                    host = header.group(2);
                }
                case "accept" -> accept = accept == null ? header.group(2) : accept + ", " + header.group(2);
                default -> {}
            }
        }
        if (host == null && request.group(4).equals("1")) {
            return HttpResponse.text(400, "no Host header: HTTP/1.1 wants one"); // RFC 9112 section 3.2
        }
        if (!named && host != null && !UNNAMED.matcher(host).matches()) {
            return HttpResponse.text(421, "this is for this host alone: ask by address, or as localhost");
        }
        String path = ABSOLUTE.matcher(request.group(2)).replaceFirst("").replaceFirst("[?#].*", "");
        Function<String, HttpResponse> page = pages.get(path);
        if (page == null) {
            List<String> paths = pages.keySet().stream().sorted().toList();
            return HttpResponse.text(404, "there are " + String.join(", ", paths));
        }
        try {
            return page.apply(accept);
        } catch (RuntimeException e) {
            return HttpResponse.text(500, "a defect: " + e); // of a page, and no reason to end what it tells of
        }
    }
}
