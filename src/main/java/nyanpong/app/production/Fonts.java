package nyanpong.app.production;

import java.io.IOException;
import java.nio.file.Path;
import nyanpong.art.ArtException;
import nyanpong.art.text.Figlet;

/** The font that an art.yaml names: one of ours, or a file beside it. */
final class Fonts {
    private static final String FILE = ".flf";
    private static final String USUAL = "block";

    private Fonts() {}

    /** @param name may be null */
    static Figlet of(String name, Path folder) throws IOException, ArtException {
        return name != null && name.endsWith(FILE)
                ? Figlet.read(folder.resolve(name))
                : Figlet.shipped(name == null ? USUAL : name);
    }
}
