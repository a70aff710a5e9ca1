package nyanpong.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nyanpong.app.production.Arts;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import nyanpong.art.Thumbnail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The gallery. */
@Command(
        name = "art",
        description = "The arts that there are, and new ones.",
        subcommands = {ArtCommand.ListCommand.class, ArtImportCommand.class},
        exitCodeList = {"0:done", "1:it failed", "2:the command line is wrong", "69:no such art", "77:permission denied"
        })
final class ArtCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of its commands, list or import?");
    }

    /** Every art with its size and credits. */
    @Command(
            name = "list",
            description = "Lists the arts: name, size, frames, title, author, licence.",
            exitCodeList = {
                "0:done",
                "1:it failed",
                "2:the command line is wrong",
                "69:an art cannot be drawn",
                "77:permission denied"
            })
    static final class ListCommand implements Callable<Integer> {
        private static final int THUMBNAIL_WIDTH = 70;
        private static final int THUMBNAIL_HEIGHT = 10;

        @Mixin
        private FramesOption frames;

        @Option(names = "--pictures", description = "A small picture of each, its first frame, below its line.")
        private boolean pictures;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            int code = ExitCode.OK;
            try (Arts arts = new Arts(frames.folder())) {
                for (String name : arts.names()) {
                    try {
                        print(arts.read(name));
                    } catch (ArtException | AccessDeniedException e) {
                        code = Failure.report(spec.commandLine(), e, false); // and the others
                    }
                }
                for (Path misnamed : arts.misnamed()) {
                    code = ExitCode.UNAVAILABLE;
                    Failure.print(spec.commandLine(), misnamed + ": want a name of a-z, 0-9 and -: rename it");
                }
            }
            spec.commandLine().getOut().flush();
            return code;
        }

        private void print(Art art) {
            PrintWriter out = spec.commandLine().getOut();
            List<Frame> shown = shown(art);
            int width = shown.stream().mapToInt(Frame::width).max().orElse(0);
            int height = shown.stream().mapToInt(Frame::height).max().orElse(0);
            out.printf(
                    "%-16s %7s  %-9s  %s (%s, %s)%n",
                    art.name(),
                    width + "x" + height,
                    shown.size() + (shown.size() == 1 ? " frame" : " frames"),
                    art.credits().title(),
                    art.credits().author(),
                    art.credits().licence());
            if (pictures) {
                thumbnail(shown.getFirst()).forEach(row -> out.println("  " + row));
                out.println();
            }
        }

        /** A router's, or, of an art for others alone, the first of them. */
        private static List<Frame> shown(Art art) {
            List<Frame> frames = art.framesFor("cisco");
            return frames.isEmpty() ? new TreeMap<>(art.byCanvas()).firstEntry().getValue() : frames;
        }

        private static List<String> thumbnail(Frame frame) {
            boolean blocks = System.out.charset().newEncoder().canEncode(Thumbnail.BLOCKS + Thumbnail.QUADRANTS);
            if (blocks && Thumbnail.isTwoTone(frame)) {
                return Thumbnail.quadrants(frame, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
            }
            String inks = blocks ? Thumbnail.BLOCKS : Palette.DEFAULT.characters();
            return Thumbnail.of(frame, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, 1, inks);
        }
    }
}
