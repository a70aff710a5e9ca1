package nyanpong.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nyanpong.app.production.Preview;
import nyanpong.app.production.Stage;
import nyanpong.art.ArtException;
import nyanpong.config.Ink;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows an art as a client will print it. */
@Command(
        name = "preview",
        description = {
            "Shows an art as a pinging client will print it.",
            "Its lines alone, character for character, on stdout; on stderr what to type for it, and how long it will take. "
                    + "Needs no privileges."
        },
        exitCodeList = {
            "0:done",
            "1:it failed",
            "2:the command line is wrong",
            "69:no such art, or it cannot be drawn",
            "77:permission denied"
        })
final class PreviewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ART", description = "Its name; nyanpong art list has them.")
    private String art;

    @ArgGroup
    private Where where = new Where();

    private static final class Where {
        @Option(
                names = "--canvas",
                paramLabel = "NAME",
                description = "The client's kind: ${COMPLETION-CANDIDATES} (default cisco).")
        private Stage.Kind canvas = Stage.Kind.CISCO;

        @Option(names = "--all", required = true, description = "On every canvas, side by side where there is room.")
        private boolean all;

        @Option(
                names = "--names",
                required = true,
                description = "The names that its routers should have on canvas route, from the nearest on.")
        private boolean names;
    }

    @Option(
            names = "--columns",
            paramLabel = "N",
            defaultValue = "${env:COLUMNS:-80}",
            description = "How wide --all may be (default: the environment's COLUMNS, else 80).")
    private int columns;

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which frame (default ${DEFAULT-VALUE}).")
    private int frame;

    @Option(names = "--width", paramLabel = "N", description = "Cells to a row, where the canvas can be told.")
    private Integer width;

    @Option(
            names = "--size",
            paramLabel = "OCTETS",
            description = "Data of the ping that a hexdump is of, 17 to 65507 (default 1416).")
    private Integer size;

    @Option(
            names = "--hops",
            paramLabel = "N",
            description = "Routers of a route, 1 to 29 (default: as many as the art has names for, else 20).")
    private Integer hops;

    @Option(
            names = "--ink",
            paramLabel = "INK",
            defaultValue = "unreachable",
            description =
                    "On cisco, for art that is not written in the router's glyphs: unreachable or silence (default "
                            + "${DEFAULT-VALUE}).")
    private Ink ink;

    @Option(names = "-6", description = "For a client that pings by IPv6.")
    private boolean six;

    @Mixin
    private FramesOption frames;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (width != null && where.all) {
            throw new ParameterException(spec.commandLine(), "--width is for one canvas, not for --all");
        }
        if (size != null && !where.all && where.canvas != Stage.Kind.HEXDUMP) {
            throw new ParameterException(spec.commandLine(), "--size is for --canvas hexdump, or --all");
        }
        if (hops != null && !where.all && where.canvas != Stage.Kind.ROUTE) {
            throw new ParameterException(spec.commandLine(), "--hops is for --canvas route, or --all");
        }
        if (where.all) {
            all();
        } else if (where.names) {
            names();
        } else {
            Preview preview = Preview.of(frames.folder(), art, stage(where.canvas), frame, six);
            boolean colours = spec.commandLine().getColorScheme().ansi().enabled(); // a terminal, and no NO_COLOR
            (colours ? preview.coloured() : preview.lines())
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().println(caption(preview));
        }
        return ExitCode.OK;
    }

    private void names() throws Exception {
        List<String> names = Preview.names(frames.folder(), art);
        if (names.isEmpty()) {
            throw new ArtException("'" + art + "': it has no names for routers (a text file in its folder route)");
        }
        names.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private Stage stage(Stage.Kind kind) {
        try {
            return new Stage(kind, width, ink, size, hops);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String caption(Preview preview) {
        return addressed(preview.showing().toString())
                + (preview.frames() > 1 ? "; frame " + frame + " of " + preview.frames() : "");
    }

    /** A name may stand for addresses of both IP versions. */
    private String addressed(String command) {
        return six ? command.replace("HOST", "IPV6-ADDRESS") : command;
    }

    /** Those canvases that the art has this frame for. */
    private void all() throws Exception {
        List<List<String>> blocks = new ArrayList<>();
        for (Stage.Kind kind : Stage.Kind.values()) {
            try {
                Preview preview = Preview.of(frames.folder(), art, stage(kind), frame, six);
                List<String> block = new ArrayList<>(
                        List.of(kind + ": " + addressed(preview.showing().brief()), ""));
                preview.lines().forEach(line -> block.add(Columns.expand(line)));
                blocks.add(block);
            } catch (ArtException e) {
                if (kind == Stage.Kind.CISCO) {
                    throw e; // no such art, or no such frame of it on any canvas
                }
                blocks.add(List.of(kind + ": " + e.getMessage()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Columns.sideBySide(blocks, columns).forEach(out::println);
        out.flush();
    }
}
