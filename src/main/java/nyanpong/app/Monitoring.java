package nyanpong.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nyanpong.config.Endpoint;
import nyanpong.http.HttpResponse;
import nyanpong.http.HttpServer;
import nyanpong.http.Site;
import nyanpong.metrics.Exposition;

/** What can be asked over HTTP: {@code /metrics}, {@code /healthz}, {@code /readyz}. */
final class Monitoring {
    /** A hundred a second: a scrape takes a fraction of a millisecond. */
    private static final int ANSWERS_A_PAUSE = 10;

    private final Endpoint endpoint;
    private final HttpServer server;

    /**
     * Listens; who asks before {@link #start} waits.
     *
     * @throws UnavailableException if it cannot listen there
     */
    Monitoring(Endpoint endpoint, Closing closing) throws UnavailableException {
        this.endpoint = endpoint;
        try {
            server = closing.add(
                    new HttpServer(new InetSocketAddress(endpoint.address(), endpoint.port()), ANSWERS_A_PAUSE));
        } catch (IOException e) {
            throw unavailable(endpoint, e);
        }
    }

    void start(Measures measures, Readiness readiness, Threads threads) {
        Exposition exposition = new Exposition();
        Site site = new Site(
                Map.of(
                        "/metrics", accept -> exposition.write(measures.now(), accept),
                        "/healthz", _ -> sign(readiness::whyNotAlive),
                        "/readyz", _ -> sign(readiness::whyNotReady)),
                !endpoint.address().isLoopbackAddress());
        threads.start("metrics", () -> server.run(site), server::stop);
    }

    private static HttpResponse sign(Supplier<Optional<String>> whyNot) {
        return whyNot.get().map(why -> HttpResponse.text(503, why)).orElseGet(() -> HttpResponse.text(200, "ok"));
    }

    /** By what bind(2) says, in words that Java took from strerror(3). */
    private static UnavailableException unavailable(Endpoint endpoint, IOException e) {
        String message = String.valueOf(e.getMessage());
        String what = "metrics " + endpoint + ": ";
        if (message.contains("Permission denied")) {
            return new UnavailableException(
                    what + "permission denied, for a port below 1024 needs CAP_NET_BIND_SERVICE", true, e);
        }
        if (message.contains("Address already in use")) {
            return new UnavailableException(
                    what + "the port is taken: name another, or end who has it (ss -ltnp)", false, e);
        }
        if (message.contains("Cannot assign requested address")) {
            return new UnavailableException(
                    what + "not an address of this host: name one that it has, such as 127.0.0.1", false, e);
        }
        return new UnavailableException(what + message, false, e);
    }
}
