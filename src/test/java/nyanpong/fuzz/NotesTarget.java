package nyanpong.fuzz;

import nyanpong.art.Printable;
import nyanpong.config.ArtNotes;
import nyanpong.config.ConfigException;
import nyanpong.config.Problem;

/** Any bytes as an art.yaml. */
final class NotesTarget {
    private NotesTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            ArtNotes notes = ArtNotes.read("art.yaml", data);
            if (!Printable.isPrintable(notes.title() + notes.author() + notes.licence())) {
                throw new AssertionError("notes that are not printable");
            }
        } catch (ConfigException e) {
            for (Problem problem : e.problems()) {
                if (!Printable.isPrintable(problem.toString())) {
                    throw new AssertionError("a problem that is not printable: " + problem, e);
                }
            }
        }
    }
}
