package nyanpong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import nyanpong.app.control.Call;
import nyanpong.app.watch.WatchClient;
import nyanpong.dashboard.NoTerminalException;
import nyanpong.dashboard.Top;
import nyanpong.live.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is drawing what, live. */
@Command(
        name = "top",
        description = {
            "Shows who is drawing what at this moment, each picture as it grows, and what became of all packets.",
            "Asks the responder of this network namespace; for the user who serves, root, and members of its top-group.",
            "q quits; j and k, or the arrows, move through drawings that there is no room for."
        },
        exitCodeList = {
            "0:done",
            "1:it failed",
            "2:the command line is wrong",
            "69:no responder serves here, or no more, or it does not answer; or no terminal",
            "77:it is another user's"
        })
final class TopCommand implements Callable<Integer> {
    private enum Format {
        TEXT,
        JSON
    }

    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 60;
    private static final double USUAL_TEXT = 0.2;
    private static final double USUAL_JSON = 1;
    private static final int MILLIS_PER_SECOND = 1000;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, on a terminal; or json: an object a line.")
    private Format format;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Seconds from one look to the next, 0.1 to 60; 0.2 if not given, for json 1.")
    private Double interval;

    @Option(names = "--count", paramLabel = "N", description = "End after N looks.")
    private Integer count;

    @Mixin
    private ResponderOptions responder;

    @Spec
    private CommandSpec spec;

    private int looks;

    @Override
    public Integer call() throws Exception {
        double usual = format == Format.JSON ? USUAL_JSON : USUAL_TEXT;
        double seconds = interval == null ? usual : interval;
        if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
            throw new ParameterException(spec.commandLine(), "--interval " + interval + ": want 0.1 to 60");
        }
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count " + count + ": want 1 or more");
        }
        int millis = (int) Math.round(seconds * MILLIS_PER_SECOND);
        try (WatchClient client = WatchClient.open(responder.meant(), millis)) {
            return format == Format.JSON ? print(client, millis) : show(client, millis);
        }
    }

    private int print(WatchClient client, int millis) throws Exception {
        Duration most = Call.PATIENCE.plusMillis(millis);
        PrintWriter out = spec.commandLine().getOut();
        while (count == null || looks < count) {
            Optional<String> line = next(client, most);
            if (line.isEmpty()) {
                throw ended();
            }
            out.println(line.get());
            out.flush();
            if (out.checkError()) {
                return ExitCode.OK; // its reader has what it wanted, or Main tells
            }
        }
        return ExitCode.OK;
    }

    private int show(WatchClient client, int millis) throws Exception {
        boolean colours =
                System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
        try (Top top = new Top(colours, millis)) {
            Thread hook = new Thread(() -> giveBack(top), "nyanpong-top-end");
            Runtime.getRuntime().addShutdownHook(hook);
            Top.End end = top.run(() -> {
                if (count != null && looks >= count) {
                    return Optional.empty();
                }
                Optional<String> line = next(client, null); // the screen says for how long there was none
                return line.isEmpty() ? Optional.empty() : Optional.of(Snapshot.parse(line.get()));
            });
            if (end == Top.End.OVER && (count == null || looks < count)) {
                throw ended();
            }
            return ExitCode.OK;
        } catch (NoTerminalException e) {
            throw new ExitException(ExitCode.UNAVAILABLE, e.getMessage() + ": --format json needs none");
        }
    }

    private Optional<String> next(WatchClient client, Duration most) throws Exception {
        looks++;
        return client.next(most);
    }

    private static ExitException ended() {
        return new ExitException(ExitCode.UNAVAILABLE, "the responder has ended");
    }

    /** On SIGINT, SIGTERM and SIGHUP; the exit code then is the JVM's, 128 and the signal's number. */
    private static void giveBack(Top top) {
        try {
            top.close();
        } catch (IOException e) {
            return; // there is no terminal any more
        }
    }
}
