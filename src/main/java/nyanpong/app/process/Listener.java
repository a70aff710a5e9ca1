package nyanpong.app.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import nyanpong.app.host.UnavailableException;
import nyanpong.config.Endpoint;
import nyanpong.http.HttpServer;

/** Listens where the configuration says so, or says what stands in the way. */
public final class Listener {
    private Listener() {}

    /**
     * Who asks before the server runs waits.
     *
     * @param key the configuration's
     * @param answersAPause of {@link HttpServer}
     * @throws UnavailableException if it cannot listen there
     */
    public static HttpServer open(String key, Endpoint endpoint, int answersAPause, Closing closing)
            throws UnavailableException {
        try {
            return closing.add(
                    new HttpServer(new InetSocketAddress(endpoint.address(), endpoint.port()), answersAPause));
        } catch (IOException e) {
            throw unavailable(key, endpoint, e);
        }
    }

    /** By what bind(2) says, in words that Java took from strerror(3). */
    private static UnavailableException unavailable(String key, Endpoint endpoint, IOException e) {
        String message = String.valueOf(e.getMessage());
        String what = key + " " + endpoint + ": ";
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
