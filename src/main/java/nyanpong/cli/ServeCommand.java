package nyanpong.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nyanpong.app.Server;
import nyanpong.app.loop.Warmup;
import nyanpong.app.recording.Recording;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import nyanpong.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The responder. */
@Command(
        name = "serve",
        description = {
            "Answers pings so that they draw, until it is stopped (Ctrl-C).",
            "Takes up a changed configuration or art while it runs; see nyanpong reload.",
            "Needs CAP_NET_RAW for packet and raw sockets, and CAP_NET_ADMIN to keep the kernel's own echo quiet;",
            "with --takeover tcx, --engine xsk or xdp CAP_BPF as well, with --takeover virtual CAP_NET_RAW alone."
        },
        exitCodeList = {
            "1:it failed",
            "2:the command line is wrong",
            "69:something is not there: an interface, an address, a kernel's feature",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option",
            "128+N:ended by signal N: 130 by Ctrl-C, 143 by SIGTERM"
        })
final class ServeCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 5;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = {
                "Records every packet and its answer in this new file, as pcapng with comments for Wireshark; - is stdout.",
                "It holds the addresses of all who ping; only its owner may read it."
            })
    private Path write;

    @Option(
            names = "--write-limit",
            paramLabel = "MB",
            description = "Ends the recording, and not the serving, at this size; else when the disk is full.")
    private Integer writeLimit;

    @Spec
    private CommandSpec spec;

    private final Warmup warmup;

    /** @param warmup begun already, or not */
    ServeCommand(Warmup warmup) {
        this.warmup = warmup;
    }

    @Override
    public Integer call() throws Exception {
        warmup.begin();
        Settings settings = options.settings();
        Config config = ConfigOptions.load(settings);
        if (write != null && config.threads() > 1) {
            throw new ExitException(
                    ExitCode.CONFIGURATION,
                    "threads: '" + config.threads()
                            + "': want 1 beside --write, which keeps packets in one order: --threads 1");
        }
        Recording recording = recording();
        CompletableFuture<Server> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "nyanpong-stop"));
        try (Server server = start(config, settings, recording, started)) {
            spec.commandLine().getErr().println(Printable.all(server.ready()));
            server.await();
        }
        return ExitCode.OK;
    }

    /** Null where none is asked for. */
    private Recording recording() {
        if (writeLimit != null && write == null) {
            throw new ParameterException(spec.commandLine(), "--write-limit is for --write");
        }
        if (writeLimit != null && writeLimit < 1) {
            throw new ParameterException(spec.commandLine(), "--write-limit " + writeLimit + ": want 1 or more");
        }
        long octets = writeLimit == null ? Long.MAX_VALUE : writeLimit * Recording.MEGABYTE;
        return write == null ? null : new Recording(write, octets);
    }

    private Server start(Config config, Settings settings, Recording recording, CompletableFuture<Server> started)
            throws Exception {
        try {
            Server server = new Server(config, settings, recording, warmup);
            started.complete(server);
            return server;
        } finally {
            started.cancel(false);
        }
    }

    /**
     * On SIGINT, SIGTERM and a terminal's SIGHUP; the exit code then is the JVM's, 128 and the signal's number. A start comes to its end
     * first, so that nothing is left that is half made.
     */
    private void stop(CompletableFuture<Server> started) {
        Server server;
        try {
            server = started.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (CancellationException | ExecutionException | TimeoutException | InterruptedException e) {
            return; // it has failed and cleaned up, or the guardians will
        }
        server.close();
        spec.commandLine().getErr().println(server.counters());
    }
}
