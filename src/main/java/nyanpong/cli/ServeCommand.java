package nyanpong.cli;

import java.util.concurrent.Callable;
import nyanpong.app.Server;
import nyanpong.app.Settings;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The responder. */
@Command(
        name = "serve",
        description = {
            "Answers pings so that they draw, until it is stopped (Ctrl-C).",
            "Takes up a changed configuration or art while it runs; see nyanpong reload.",
            "Needs CAP_NET_RAW for packet and raw sockets, and CAP_NET_ADMIN to keep the kernel's own echo quiet;",
            "with --takeover tcx CAP_BPF as well, with --takeover virtual CAP_NET_RAW alone."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings();
        Config config = ConfigOptions.load(settings);
        try (Server server = new Server(config, settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "nyanpong-stop"));
            spec.commandLine().getErr().println(Printable.all(server.ready()));
            server.await();
        }
        return ExitCode.OK;
    }

    /** On SIGINT, SIGTERM and a terminal's SIGHUP; the exit code then is the JVM's, 128 and the signal's number. */
    private void stop(Server server) {
        server.close();
        spec.commandLine().getErr().println(server.counters());
    }
}
