package nyanpong.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nyanpong.app.Preview;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.Ink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows an art as a client will print it. */
@Command(
        name = "preview",
        description = {
            "Shows an art as a Cisco router will print it.",
            "Its lines alone, character for character, on stdout; how long it will take on stderr. Needs no privileges."
        })
final class PreviewCommand implements Callable<Integer> {
    private static final double ROUND_TRIP_SECONDS = 0.02;
    private static final double TIMEOUT_SECONDS = 2;

    @Parameters(paramLabel = "ART", description = "Its name; nyanpong art list has them.")
    private String art;

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which frame (default ${DEFAULT-VALUE}).")
    private int frame;

    @Option(
            names = "--ink",
            paramLabel = "INK",
            defaultValue = "unreachable",
            description = "For art that is not written in the router's glyphs: unreachable or silence (default "
                    + "${DEFAULT-VALUE}).")
    private Ink ink;

    @Option(names = "--frames", paramLabel = "DIR", description = "A folder of arts; those it lacks are in the jar.")
    private Path frames;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Preview preview = Preview.of(frames, art, new CiscoCanvas(), ink, frame);
        preview.lines().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println(cost(preview));
        return ExitCode.OK;
    }

    private String cost(Preview preview) {
        double answered = (preview.pings() - preview.silent()) * ROUND_TRIP_SECONDS;
        String text = preview.pings() + " pings: " + duration(answered + preview.silent() * TIMEOUT_SECONDS)
                + " at a round trip of 20 ms";
        if (preview.silent() > 0) {
            text += ", " + duration(preview.silent() * TIMEOUT_SECONDS) + " of it waiting for " + preview.silent()
                    + " silent cells at the default timeout of 2 s";
        }
        return text + (preview.frames() > 1 ? "; frame " + frame + " of " + preview.frames() : "");
    }

    private static String duration(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
