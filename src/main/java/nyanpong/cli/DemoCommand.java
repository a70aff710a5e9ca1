package nyanpong.cli;

import java.util.concurrent.Callable;
import nyanpong.app.production.Preview;
import nyanpong.app.production.Stage;
import nyanpong.canvas.HexdumpCanvas;
import nyanpong.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The cat, with no router and no configuration. */
@Command(
        name = "demo",
        description = {
            "Shows the cat: serves in one network namespace of its own, and pings from another.",
            "What you see is the pinging client's output. Leaves nothing behind. Runs as root, or as anybody where user "
                    + "namespaces are allowed."
        },
        exitCodeList = {
            "0:done",
            "1:it failed",
            "2:the command line is wrong",
            "69:something is not there: a program, a kernel's feature",
            "77:permission denied"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int LONGEST_INTERVAL = 60_000;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            defaultValue = "cisco",
            description = "The pinging client: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Demo.Client client;

    @Option(
            names = "--art",
            paramLabel = "NAME",
            defaultValue = "nyan",
            description = "The art (default ${DEFAULT-VALUE}).")
    private String art;

    @Mixin
    private FramesOption frames;

    @Option(
            names = "--interval",
            paramLabel = "MILLIS",
            description = "Between pings, so that one can watch (default 3, for bars 200; 0 for as fast as it goes).")
    private Integer interval;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (interval != null && (interval < 0 || interval > LONGEST_INTERVAL)) {
            throw new ParameterException(
                    spec.commandLine(), "--interval " + interval + ": want 0 to " + LONGEST_INTERVAL);
        }
        Stage stage = Stage.of(
                switch (client) {
                    case CISCO -> Stage.Kind.CISCO;
                    case FLOOD -> Stage.Kind.FLOOD;
                    case HEXDUMP -> Stage.Kind.HEXDUMP;
                    case BARS -> Stage.Kind.BARS;
                });
        Preview preview = Preview.of(frames.folder(), art, stage, 1, false);
        int size = HexdumpCanvas.USUAL_SIZE;
        if (client == Demo.Client.HEXDUMP) {
            // Just the picture, with no empty rows around it for a terminal to scroll it away by.
            size = Math.min(size, HexdumpCanvas.sizeOf(preview.cells()));
            preview =
                    Preview.of(frames.folder(), art, new Stage(stage.kind(), null, stage.ink(), size, null), 1, false);
        }
        try (Demo demo =
                        new Demo(spec.commandLine().getOut(), spec.commandLine().getErr());
                Abort _ = new Abort(demo::close)) {
            return demo.run(
                    client,
                    art,
                    frames.folder(),
                    preview.showing().pings(),
                    size,
                    interval == null ? pause(client) : interval);
        }
    }

    /** prettyping shows what ping prints, which is not meant to be fast. */
    private static int pause(Demo.Client client) {
        return client == Demo.Client.BARS ? 200 : 3;
    }
}
