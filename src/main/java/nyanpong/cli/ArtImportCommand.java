package nyanpong.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nyanpong.art.ArtException;
import nyanpong.art.ArtFolder;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.FrameReader;
import nyanpong.art.Palette;
import nyanpong.art.Printable;
import nyanpong.config.ArtNotes;
import nyanpong.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An image, a text or a QR code made into an art. */
@Command(
        name = "import",
        customSynopsis = {
            "nyanpong art import [OPTIONS] IMAGE NAME",
            "       nyanpong art import [OPTIONS] --text TEXT NAME",
            "       nyanpong art import [OPTIONS] --qr TEXT NAME"
        },
        description = {
            "Makes an art of a PNG, a GIF, a text or a QR code.",
            "Shows it, asks, and writes the folder NAME below --frames: frames 01.txt, 02.txt, ... and art.yaml. Not at a "
                    + "terminal it only shows it, unless told --yes.",
            "Images: 16 MiB, 16 megapixels and 256 frames at most; dark is ink, transparent is paper."
        },
        exitCodeList = {
            "0:done",
            "1:it failed",
            "2:the command line is wrong",
            "69:a file is not there, or cannot be made an art",
            "77:permission denied"
        })
final class ArtImportCommand implements Callable<Integer> {
    private static final int MOST_TEXT = 80;

    @Parameters(
            arity = "1..2",
            paramLabel = "IMAGE NAME",
            hideParamSyntax = true,
            description = "A PNG or GIF file, unless --text or --qr is given; and the art's name, of a-z, 0-9 and -.")
    private List<String> words;

    @Mixin
    private SourceOptions source;

    @Mixin
    private InkOptions ink;

    @Option(names = "--title", paramLabel = "TEXT", description = "What the art is called; default its name.")
    private String title;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = Credits.UNKNOWN,
            description = "Who made it (default ${DEFAULT-VALUE}).")
    private String author;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            defaultValue = Credits.UNKNOWN,
            description = "Under which it may be shown, such as CC0-1.0 (default ${DEFAULT-VALUE}).")
    private String licence;

    @Option(
            names = "--frames",
            paramLabel = "DIR",
            defaultValue = "frames",
            description = "The folder of arts to write to (default ./${DEFAULT-VALUE}).")
    private Path shelf;

    @Option(names = "--force", description = "Replace an art of that name.")
    private boolean force;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Show it, and write nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Write it without asking.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (words.size() != (source.isImage() ? 2 : 1)) {
            throw wrong(source.isImage() ? "want an image and a name, or --text or --qr and a name" : "want one name");
        }
        Credits credits = credits();
        ArtFolder folder = new ArtFolder(shelf, words.getLast(), source.canvas());
        // Without a terminal some Javas have no console, and others one that is none.
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElse(null);
        if (!dryRun && (yes || console != null)) {
            folder.check(force);
        }
        List<List<String>> pictures = source.draw(Path.of(words.getFirst()), ink, palette(folder));
        PrintWriter out = spec.commandLine().getOut();
        Frame first = new Frame(pictures.getFirst(), ink.palette(palette(folder)));
        source.show(first).forEach(out::println);
        out.flush();
        say(size(pictures) + " for " + Printable.of(folder.frames()));
        if (source.hasInkAtFirst(first)) {
            say("among its first five cells is ink: a router's plain five pings will not look healthy");
        }
        if (source.isCode()) {
            say("to be read, its letters must blur into areas: from afar, or out of focus; "
                    + (ink.invert() ? "for letters light on dark" : "for letters dark on light, else --invert"));
        }
        if (isWanted(console)) {
            folder.write(pictures, credits, force);
            String canvas = source.canvas() == null ? "" : " --canvas " + source.canvas();
            say("written to " + Printable.of(folder.frames()) + "; the client's view: nyanpong preview "
                    + words.getLast() + " --frames " + Printable.of(shelf) + canvas);
            if (credits.author().equals(Credits.UNKNOWN) || credits.licence().equals(Credits.UNKNOWN)) {
                say("its author or licence is unknown: say them in " + Printable.of(folder.notes())
                        + ", or by --author and --licence");
            }
        }
        return ExitCode.OK;
    }

    /** @param console null where there is no terminal */
    private boolean isWanted(Console console) {
        if (dryRun) {
            say("nothing written");
            return false;
        }
        if (yes) {
            return true;
        }
        if (console == null) {
            say("nothing written: there is no terminal to ask at; --yes writes it");
            return false;
        }
        String answer = console.readLine("Write it? [y/N] ");
        if (answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT))) {
            return true;
        }
        say("nothing written");
        return false;
    }

    /** What an art that is there already is written in. */
    private static Palette palette(ArtFolder folder) throws IOException, ArtException, ConfigException {
        Path notes = folder.notes();
        if (folder.isForAll() || !Files.exists(notes, LinkOption.NOFOLLOW_LINKS)) {
            return Palette.DEFAULT;
        }
        String own =
                ArtNotes.read(notes.toString(), FrameReader.readBytes(notes)).palette();
        return own == null ? Palette.DEFAULT : new Palette(own);
    }

    private Credits credits() {
        String name = title == null ? words.getLast() : title;
        for (String text : List.of(name, author, licence)) {
            boolean fits = text.codePointCount(0, text.length()) <= MOST_TEXT;
            if (text.isBlank() || !fits || !Printable.isPrintable(text)) {
                throw wrong("'" + Printable.of(text) + "': want 1 to " + MOST_TEXT
                        + " printable characters for --title, --author and --licence");
            }
        }
        return new Credits(name, author, licence);
    }

    private static String size(List<List<String>> pictures) {
        List<String> first = pictures.getFirst();
        String size = first.getFirst().codePointCount(0, first.getFirst().length()) + "x" + first.size();
        return pictures.size() == 1 ? "1 frame, " + size : "the first of " + pictures.size() + " frames, " + size;
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
