package nyanpong.app.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Listener;
import nyanpong.app.process.Threads;
import nyanpong.config.Endpoint;
import nyanpong.config.GalleryAddresses;
import nyanpong.config.Watching;
import nyanpong.echo.EventRing;
import nyanpong.http.HttpResponse;
import nyanpong.http.HttpServer;
import nyanpong.http.Site;
import nyanpong.json.JsonLine;
import nyanpong.live.Drawing;
import nyanpong.programme.Onlooker;
import nyanpong.wire.AddressText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is drawn, in a browser: one page, which asks for what is live each second, and for what is finished when there is more. */
public final class Gallery {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    /** Two hundred a second: each who looks asks once or twice. */
    private static final int ANSWERS_A_PAUSE = 20;

    private static final String PAGE = "/nyanpong/gallery.html";
    private static final String JSON = "application/json; charset=utf-8";
    private static final List<String> NO_SNIFF = List.of("X-Content-Type-Options: nosniff");

    private final Endpoint endpoint;
    private final boolean full;
    private final HttpServer server;
    private final Finished finished;
    private final HttpResponse page;

    private Gallery(Watching watching, HttpServer server, Finished finished) throws IOException {
        endpoint = watching.gallery();
        full = watching.addresses() == GalleryAddresses.FULL;
        this.server = server;
        this.finished = finished;
        page = page();
    }

    /**
     * Listens; null where it is off.
     *
     * @throws UnavailableException if it cannot listen there
     */
    public static Gallery open(Watching watching, Onlooker onlooker, Closing closing)
            throws IOException, UnavailableException {
        Endpoint endpoint = watching.gallery();
        if (endpoint == null) {
            return null;
        }
        HttpServer server = Listener.open("gallery", endpoint, ANSWERS_A_PAUSE, closing);
        if (!endpoint.address().isLoopbackAddress()) {
            LOG.warn(
                    "gallery {}: whoever can reach it sees what is drawn, and {} who pings; a proxy before it can ask for a password",
                    endpoint,
                    watching.addresses() == GalleryAddresses.FULL ? "the addresses of" : "the networks of");
        }
        return new Gallery(watching, server, new Finished(onlooker));
    }

    public void start(Observer observer, Threads threads) {
        Site site = new Site(
                Map.of(
                        "/", _ -> page,
                        "/live.json", _ -> json(live(observer)),
                        "/finished.json", _ -> json(finished())),
                !endpoint.address().isLoopbackAddress());
        threads.start("gallery", () -> server.run(site), server::stop);
    }

    /** Is told of every event. */
    public void finished(EventRing.Event e) {
        finished.accept(e);
    }

    private String live(Observer observer) {
        return observer.look().with(this::told).toJson(json -> json.put("finished", finished.count()));
    }

    private String finished() {
        JsonLine json = new JsonLine();
        json.put("count", finished.count());
        List<Drawing> told = finished.latest().stream().map(this::told).toList();
        return json.putObjects("finished", told, drawing -> drawing.write(json)).toString();
    }

    private Drawing told(Drawing drawing) {
        return full ? drawing : drawing.from(network(drawing.address()));
    }

    /** A /24 of IPv4, a /48 of IPv6: no one host's, and mostly no one household's. */
    static String network(String address) {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        ByteBuffer bits = ByteBuffer.wrap(octets);
        return octets.length == 4
                ? AddressText.ipv4(bits.getInt() & 0xffff_ff00) + "/24"
                : AddressText.ipv6(bits.getLong() & 0xffff_ffff_ffff_0000L, 0) + "/48";
    }

    private static HttpResponse json(String line) {
        return new HttpResponse(200, JSON, line + "\n", NO_SNIFF);
    }

    /** Nothing but what is in it may run or be loaded, and nobody may frame it: Content Security Policy Level 3. */
    private static HttpResponse page() throws IOException {
        try (InputStream in = Gallery.class.getResourceAsStream(PAGE)) {
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String policy = "default-src 'none'; connect-src 'self'; img-src data:; style-src " + hash(html, "style")
                    + "; script-src " + hash(html, "script")
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            return new HttpResponse(
                    200,
                    "text/html; charset=utf-8",
                    html,
                    List.of(
                            "Content-Security-Policy: " + policy,
                            NO_SNIFF.getFirst(),
                            "Referrer-Policy: no-referrer",
                            "Cross-Origin-Opener-Policy: same-origin",
                            "Cross-Origin-Resource-Policy: same-origin"));
        }
    }

    private static String hash(String html, String element) {
        int from = html.indexOf("<" + element + ">") + element.length() + 2;
        String content = html.substring(from, html.indexOf("</" + element + ">"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
