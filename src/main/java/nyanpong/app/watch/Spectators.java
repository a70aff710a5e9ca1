package nyanpong.app.watch;

import java.io.IOException;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import nyanpong.app.control.Control;
import nyanpong.app.control.Served;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.config.Watching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets those in who only look. */
public final class Spectators {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    private Spectators() {}

    /** @throws UnavailableException if there is no such group */
    public static void start(Watching watching, Served served, Observer observer, Threads threads, Closing closing)
            throws UnavailableException {
        try {
            WatchServer server = closing.add(
                    new WatchServer(Control.newSocket(Control.TOP, served), watching.topGroup(), observer::line));
            threads.start("live", server::run, server::stop);
        } catch (UserPrincipalNotFoundException e) {
            throw new UnavailableException("top-group '" + watching.topGroup() + "': no such group on this host");
        } catch (IOException e) {
            LOG.warn("nyanpong top will not find this responder: {}", e.getMessage());
        }
    }
}
