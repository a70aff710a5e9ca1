package nyanpong.app.production;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.FrameReader;
import nyanpong.art.Palette;
import nyanpong.art.text.LiveText;
import nyanpong.config.Action;
import nyanpong.config.ArtNotes;
import nyanpong.config.ConfigException;
import nyanpong.config.Problem;
import nyanpong.config.Suggestion;

/** The arts that there are: those of a folder, and, for what it lacks, those in the jar. */
public final class Arts implements AutoCloseable {
    private static final String NOTES = "art.yaml";
    private static final String TEXT = ".txt";
    /** In an error; all of them are for {@code art list}. */
    private static final int MOST_NAMED = 60;

    private final Map<String, Art> read = new HashMap<>();
    private final Path folder;
    /** Of those in the jar, opened where the folder does not have it all: most often it has, and that takes time. */
    private Path inJar;

    private FileSystem jar;

    /** @param folder may be null, or not exist: then there are those in the jar alone */
    public Arts(Path folder) {
        this.folder = folder != null && Files.isDirectory(folder) ? folder : null;
    }

    /**
     * Reads each art once: several canvases play the same.
     *
     * @throws ArtException if there is no such art, or it cannot be drawn
     */
    public Art read(String name) throws IOException, ArtException {
        Art art = read.get(name);
        if (art == null) {
            art = find(name);
            read.put(name, art);
        }
        return art;
    }

    private Art find(String name) throws IOException, ArtException {
        if (!isName(name)) {
            throw new ArtException("'" + name + "': want a name of a-z, 0-9 and -");
        }
        Art art = folder == null ? null : find(name, folder);
        if (art == null) {
            art = find(name, shelfInJar());
        }
        if (art != null) {
            return art;
        }
        List<String> names = names();
        String meant = Suggestion.question(name, names);
        if (!meant.isEmpty()) {
            throw new ArtException("'" + name + "': no such art" + meant);
        }
        throw new ArtException("'" + name + "': no such art; there are "
                + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : ""));
    }

    private static Art find(String name, Path shelf) throws IOException, ArtException {
        Path folder = shelf.resolve(name);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return readFolder(name, folder);
        }
        if (Files.isSymbolicLink(folder)) {
            throw new ArtException(folder + ": a link (links are not followed): copy what it leads to");
        }
        Path file = shelf.resolve(name + TEXT);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Frame frame = FrameReader.readFile(file, Palette.DEFAULT);
            return new Art(name, Credits.unknown(name), List.of(frame), Map.of());
        }
        return null;
    }

    private Path shelfInJar() throws IOException {
        if (inJar == null) {
            URI frames = uri(Objects.requireNonNull(Arts.class.getResource("/frames"), "no arts in the jar"));
            if (frames.getScheme().equals("jar")) {
                jar = FileSystems.newFileSystem(URI.create(frames.toString().replaceFirst("!.*", "!/")), Map.of());
                inJar = jar.getPath("/frames");
            } else {
                inJar = Path.of(frames);
            }
        }
        return inJar;
    }

    /** In alphabetical order. */
    public List<String> names() throws IOException {
        return entries()
                .filter(entry -> isName(name(entry)))
                .map(Arts::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** What would be an art, had it another name. */
    public List<Path> misnamed() throws IOException {
        return entries().filter(entry -> !isName(name(entry))).sorted().toList();
    }

    /** Folders and text files; without what is hidden: an import under way, or what one that was killed left. */
    private Stream<Path> entries() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path shelf : folder == null ? List.of(shelfInJar()) : List.of(folder, shelfInJar())) {
            try (Stream<Path> entries = Files.list(shelf)) {
                entries.filter(entry -> !name(entry).startsWith("."))
                        .filter(entry ->
                                Files.isDirectory(entry) || entry.toString().endsWith(TEXT))
                        .forEach(all::add);
            }
        }
        return all.stream();
    }

    private static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9-]{0,31}");
    }

    private static String name(Path entry) {
        // The jar's file system ends the names of folders with a slash.
        String name = entry.getFileName().toString().replace("/", "");
        return name.endsWith(TEXT) ? name.substring(0, name.length() - TEXT.length()) : name;
    }

    @Override
    public void close() throws IOException {
        if (jar != null) {
            jar.close();
        }
    }

    private static Art readFolder(String name, Path folder) throws IOException, ArtException {
        Credits credits = Credits.unknown(name);
        Palette palette = Palette.DEFAULT;
        LiveText live = null;
        Path yaml = folder.resolve(NOTES);
        if (Files.exists(yaml, LinkOption.NOFOLLOW_LINKS)) {
            try {
                ArtNotes notes = ArtNotes.read(yaml.toString(), FrameReader.readBytes(yaml));
                credits = new Credits(notes.title(), notes.author(), notes.licence());
                palette = notes.palette() == null ? palette : new Palette(notes.palette());
                live = notes.text() == null ? null : live(yaml, notes, folder);
            } catch (ConfigException e) {
                throw new ArtException(
                        e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")), e);
            }
        }
        List<Frame> frames = live == null
                ? FrameReader.readFolder(folder, palette)
                : List.of(Moment.now().draw(live));
        Map<String, List<Frame>> byCanvas = new HashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(e -> Files.isDirectory(e, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                List<Frame> own = FrameReader.readFolder(entry, palette);
                if (!own.isEmpty()) {
                    byCanvas.put(canvas(entry), own);
                }
            }
        }
        if (frames.isEmpty() && byCanvas.isEmpty()) {
            throw new ArtException(folder + ": no frame in it: want at least one .txt");
        }
        return new Art(name, credits, frames, byCanvas, live);
    }

    private static LiveText live(Path yaml, ArtNotes notes, Path folder) throws IOException, ArtException {
        try {
            return LiveText.of(notes.text(), Fonts.of(notes.font(), folder));
        } catch (ArtException e) {
            throw new ArtException(yaml + ": " + e.getMessage(), e);
        }
    }

    private static String canvas(Path folder) throws ArtException {
        String name = folder.getFileName().toString().replace("/", "");
        if (!Action.Play.CANVASES.contains(name)) {
            throw new ArtException(
                    folder + ": no such canvas: want a folder of " + String.join(", ", Action.Play.CANVASES));
        }
        return name;
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url.toString(), e);
        }
    }
}
