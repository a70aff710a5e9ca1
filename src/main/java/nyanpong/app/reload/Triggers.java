package nyanpong.app.reload;

import java.io.IOException;
import java.util.Optional;
import nyanpong.app.control.Control;
import nyanpong.app.control.ControlServer;
import nyanpong.app.control.Served;
import nyanpong.app.process.Closing;
import nyanpong.app.process.HangUp;
import nyanpong.app.process.Threads;
import nyanpong.config.Config;
import nyanpong.config.ReloadKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes a responder reload: SIGHUP, {@code nyanpong reload}, and a change of what it has read. */
public final class Triggers {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final int CONFIGURATION = 78; // EX_CONFIG of <sysexits.h>

    private Triggers() {}

    public static void start(Config config, Served served, Reloader reloader, Threads threads, Closing closing)
            throws IOException {
        if (config.reload() == ReloadKind.WATCH) {
            FileWatch watch = new FileWatch(reloader);
            threads.start("watch", watch::run, watch::stop);
        }
        try {
            ControlServer control = closing.add(new ControlServer(
                    Control.newSocket(Control.CONTROL, served), request -> answer(request, reloader)));
            threads.start("control", control::run, control::stop);
        } catch (IOException e) {
            LOG.warn("nyanpong reload will not find this responder: {}", e.getMessage());
        }
        if (!HangUp.isTerminals()) {
            closing.add(HangUp.on(reloader::reload));
        }
    }

    private static Optional<String> answer(String request, Reloader reloader) {
        if (!request.equals(Control.RELOAD)) {
            return Optional.empty();
        }
        Outcome outcome = reloader.reloadForAnswer();
        return Optional.of((outcome.done() ? 0 : CONFIGURATION) + "\n" + String.join("\n", outcome.lines()) + "\n");
    }
}
