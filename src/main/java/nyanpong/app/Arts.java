package nyanpong.app;

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
import java.util.TreeSet;
import java.util.stream.Stream;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.FrameReader;
import nyanpong.art.Palette;
import nyanpong.art.text.LiveText;
import nyanpong.config.ArtNotes;
import nyanpong.config.ConfigException;

/** The arts that there are: those of a folder, and, for what it lacks, those in the jar. */
public final class Arts implements AutoCloseable {
    private static final String NOTES = "art.yaml";
    private static final String TEXT = ".txt";

    private final List<Path> shelves = new ArrayList<>();
    private final FileSystem jar;

    /** @param folder may be null, or not exist: then there are those in the jar alone */
    public Arts(Path folder) throws IOException {
        if (folder != null && Files.isDirectory(folder)) {
            shelves.add(folder);
        }
        URL frames = Arts.class.getResource("/frames");
        if (frames == null) {
            jar = null;
        } else if (frames.getProtocol().equals("jar")) {
            URI uri = uri(frames);
            jar = FileSystems.newFileSystem(URI.create(uri.toString().replaceFirst("!.*", "!/")), Map.of());
            shelves.add(jar.getPath("/frames"));
        } else {
            jar = null;
            shelves.add(Path.of(uri(frames)));
        }
    }

    /** @throws ArtException if there is no such art, or it cannot be drawn */
    public Art read(String name) throws IOException, ArtException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new ArtException("'" + name + "': want a name of a-z, 0-9 and -");
        }
        for (Path shelf : shelves) {
            Path folder = shelf.resolve(name);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return readFolder(name, folder);
            }
            Path file = shelf.resolve(name + TEXT);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Frame frame = FrameReader.readFile(file, Palette.DEFAULT);
                return new Art(name, Credits.unknown(name), List.of(frame), Map.of());
            }
        }
        throw new ArtException("'" + name + "': no such art; there are " + String.join(", ", names()));
    }

    /** In alphabetical order. */
    public List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path shelf : shelves) {
            if (!Files.isDirectory(shelf)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(shelf)) {
                for (Path entry : entries.toList()) {
                    // The jar's file system ends the names of folders with a slash.
                    String name = entry.getFileName().toString().replace("/", "");
                    // An import under way, or what one that was killed left.
                    if (name.startsWith(".")) {
                        continue;
                    }
                    if (Files.isDirectory(entry)) {
                        names.add(name);
                    } else if (name.endsWith(TEXT)) {
                        names.add(name.substring(0, name.length() - TEXT.length()));
                    }
                }
            }
        }
        return List.copyOf(names);
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
                live = notes.text() == null ? null : LiveText.of(notes.text(), Fonts.of(notes.font(), folder));
            } catch (ConfigException e) {
                throw new ArtException(e.getMessage());
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
                    byCanvas.put(entry.getFileName().toString().replace("/", ""), own);
                }
            }
        }
        if (frames.isEmpty() && byCanvas.isEmpty()) {
            throw new ArtException(folder + ": no frame in it: want at least one .txt");
        }
        return new Art(name, credits, frames, byCanvas, live);
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url.toString(), e);
        }
    }
}
