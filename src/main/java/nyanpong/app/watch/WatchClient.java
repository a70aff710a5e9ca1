package nyanpong.app.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import nyanpong.app.control.Call;
import nyanpong.app.control.Control;
import nyanpong.app.control.Responders;
import nyanpong.app.control.Served;
import nyanpong.app.host.UnavailableException;

/** Watches a responder of this network namespace: {@link WatchServer}. */
public final class WatchClient implements AutoCloseable {
    private final Call call;
    private boolean answered;

    private WatchClient(Call call) {
        this.call = call;
    }

    /**
     * Asks to watch.
     *
     * @param meant whom, where there are several
     * @param millis from one line to the next
     * @throws UnavailableException if there is no responder
     * @throws AccessDeniedException if it is another user's, and this one may not
     */
    public static WatchClient open(Served meant, int millis) throws IOException, UnavailableException {
        WatchClient client = new WatchClient(Responders.find(Control.TOP, meant)
                .orElseThrow(
                        () -> new UnavailableException("no responder serves this network namespace: nyanpong serve")));
        try {
            client.call.say(Control.TOP + " " + millis);
            return client;
        } catch (IOException | UnavailableException e) {
            client.close();
            throw e;
        }
    }

    /**
     * The next snapshot as JSON; empty when the responder has ended, or this has been closed.
     *
     * @param most how long it may take after the first one; null for ever
     * @throws UnavailableException if too many watch it, or it does not answer
     */
    public Optional<String> next(Duration most) throws IOException, UnavailableException {
        if (answered) {
            return call.line(most);
        }
        String code = call.line(Call.PATIENCE).orElse("");
        Optional<String> first = call.line(Call.PATIENCE);
        if (!code.equals("0")) {
            throw new UnavailableException(first.orElse("the responder ended without an answer"));
        }
        answered = true;
        return first;
    }

    /** From any thread. */
    @Override
    public void close() throws IOException {
        call.close();
    }
}
