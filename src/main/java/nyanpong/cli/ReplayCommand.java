package nyanpong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nyanpong.app.recording.Replay;
import nyanpong.app.recording.Replayed;
import nyanpong.capture.CaptureException;
import nyanpong.capture.CaptureReader;
import nyanpong.capture.CapturedPacket;
import nyanpong.json.JsonLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The pictures that the clients of a capture saw. */
@Command(
        name = "replay",
        description = {
            "Shows the pictures that the clients of a capture saw, character for character.",
            "Reads what serve --write or tcpdump -w wrote; needs no privileges and no network. The requests get what this"
                    + " programme would answer at the capture's times, always the same; with --answers the capture's own"
                    + " answers are drawn. Every unicast destination counts as ours, unless --address names some."
        },
        exitCodeList = {
            "0:done",
            "1:the file is no capture, or breaks off",
            "2:the command line is wrong",
            "69:no such file",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option"
        })
final class ReplayCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    private static final Path STDIN = Path.of("-");

    @Parameters(paramLabel = "FILE", description = "A capture, pcapng or pcap; - is stdin.")
    private Path file;

    @Option(names = "--answers", description = "Draw the answers that are in the capture.")
    private boolean asAnswered;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Show so many pictures at most (default ${DEFAULT-VALUE}).")
    private int most;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: an object a picture and line (default ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most " + most + ": want 1 or more");
        }
        try (Replay replay = new Replay(options.load())) {
            CaptureException broken = play(replay);
            if (asAnswered && replay.answers() == 0 && replay.requests() > 0) {
                throw new ExitException(
                        ExitCode.FAILURE, file + ": has no answers to its requests; replay it without --answers");
            }
            show(replay);
            if (broken != null) {
                throw new ExitException(
                        ExitCode.FAILURE,
                        file + ": " + broken.getMessage() + " after " + replay.packets() + " packets",
                        broken);
            }
        }
        return ExitCode.OK;
    }

    /** What comes before a capture breaks off is shown all the same; returns how it does, or null. */
    private CaptureException play(Replay replay) throws IOException {
        try (CaptureReader reader = file.equals(STDIN) ? CaptureReader.open(System.in) : CaptureReader.open(file)) {
            for (Optional<CapturedPacket> p = reader.next(); p.isPresent(); p = reader.next()) {
                replay.take(p.get());
            }
            return null;
        } catch (CaptureException e) {
            return e;
        }
    }

    private void show(Replay replay) {
        PrintWriter out = spec.commandLine().getOut();
        Iterator<Replayed> pictures = replay.pictures(asAnswered).iterator();
        int shown = 0;
        for (; pictures.hasNext() && shown < most && !out.checkError(); shown++) {
            Replayed picture = pictures.next();
            if (format == Format.JSON) {
                out.println(json(picture));
            } else {
                if (shown > 0) {
                    out.println();
                }
                out.println(caption(picture));
                picture.lines().forEach(out::println);
            }
        }
        if (out.checkError()) {
            return; // its reader has what it wanted, or Main tells
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(counted(replay.packets(), "packet") + ": " + counted(replay.requests(), "request") + " of "
                + counted(replay.runs(), "run") + ", " + counted(replay.answers(), "answer"));
        if (pictures.hasNext()) {
            err.println("not all is shown, but the first " + (shown == 1 ? "picture" : shown + " pictures")
                    + "; for more: --most");
        }
        if (replay.forgotten() > 0) {
            err.println("not all is drawn: no room in memory for " + counted(replay.forgotten(), "request"));
        }
        err.flush();
    }

    private static String counted(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private String caption(Replayed r) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s > %s id %d: %s, %s in %.3f s: ",
                r.source(),
                r.destination(),
                r.identifier(),
                r.client(),
                counted(r.requests(), "request"),
                r.seconds()));
        if (r.canvas() == null) {
            return line.append("no picture").toString();
        }
        line.append(r.art()).append(" on canvas ").append(r.canvas());
        if (r.frames() > 1) {
            line.append(", frame ").append(r.frame()).append(" of ").append(r.frames());
        }
        if (asAnswered) {
            line.append(", as it was answered");
        }
        if (r.same() != null && !r.same()) {
            line.append(asAnswered ? "; this programme would draw another" : "; it was answered otherwise: --answers");
        }
        return line.toString();
    }

    private static String json(Replayed r) {
        JsonLine line = new JsonLine()
                .put("source", r.source())
                .put("destination", r.destination())
                .put("identifier", r.identifier())
                .put("client", r.client())
                .put("requests", r.requests())
                .put("answers", r.answers())
                .put("seconds", r.seconds());
        if (r.canvas() != null) {
            line.put("canvas", r.canvas())
                    .put("art", r.art())
                    .put("frame", r.frame())
                    .put("frames", r.frames());
        }
        if (r.same() != null) {
            line.put("same", r.same());
        }
        return line.put("lines", r.lines()).toString();
    }
}
