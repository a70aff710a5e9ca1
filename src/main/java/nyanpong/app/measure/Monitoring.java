package nyanpong.app.measure;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Listener;
import nyanpong.app.process.Threads;
import nyanpong.config.Endpoint;
import nyanpong.http.HttpResponse;
import nyanpong.http.HttpServer;
import nyanpong.http.Site;
import nyanpong.metrics.Exposition;

/** What can be asked over HTTP: {@code /metrics}, {@code /healthz}, {@code /readyz}. */
public final class Monitoring {
    /** A hundred a second: a scrape takes a fraction of a millisecond. */
    private static final int ANSWERS_A_PAUSE = 10;

    private final Endpoint endpoint;
    private final HttpServer server;

    /**
     * Listens; who asks before {@link #start} waits.
     *
     * @throws UnavailableException if it cannot listen there
     */
    public Monitoring(Endpoint endpoint, Closing closing) throws UnavailableException {
        this.endpoint = endpoint;
        server = Listener.open("metrics", endpoint, ANSWERS_A_PAUSE, closing);
    }

    public void start(Measures measures, Readiness readiness, Threads threads) {
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
}
