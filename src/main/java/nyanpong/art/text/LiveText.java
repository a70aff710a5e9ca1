package nyanpong.art.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nyanpong.art.AddressRoom;
import nyanpong.art.ArtException;
import nyanpong.art.Frame;
import nyanpong.art.Palette;

/**
 * Text that is drawn anew when it changes: {@value #CLOCK} stands for the time of day, {@value #HOST} for this host's name. A
 * line that is {@value #ADDRESS} is left free for the address of whoever asks, which is drawn when somebody does.
 *
 * @param template its lines
 */
public record LiveText(List<String> template, Figlet font) {
    public static final String CLOCK = "{clock}";
    public static final String HOST = "{host}";
    public static final String ADDRESS = "{address}";

    /** A router's line, the narrowest of those that letters are legible on. */
    private static final int WIDTH = 70;

    public LiveText {
        template = List.copyOf(template);
    }

    /** @throws ArtException if there is nothing in it, or a placeholder that nobody knows or that does not stand alone */
    public static LiveText of(String text, Figlet font) throws ArtException {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        long addresses = lines.stream().filter(ADDRESS::equals).count();
        boolean within = lines.stream().anyMatch(line -> line.contains(ADDRESS) && !line.equals(ADDRESS));
        boolean unknown = lines.stream()
                .map(line -> line.replace(CLOCK, "").replace(HOST, "").replace(ADDRESS, ""))
                .anyMatch(line -> line.contains("{") || line.contains("}"));
        if (lines.isEmpty() || addresses > 1 || within || unknown) {
            throw new ArtException("text: want lines of text, with " + CLOCK + " and " + HOST + " in them, and "
                    + ADDRESS + " on a line of its own, once at most");
        }
        return new LiveText(lines, font);
    }

    /** True where it changes by the minute. */
    public boolean isTimed() {
        return template.stream().anyMatch(line -> line.contains(CLOCK));
    }

    /** @throws ArtException if the font lacks one of its characters */
    public Frame frame(String clock, String host) throws ArtException {
        List<String> rows = new ArrayList<>();
        AddressRoom room = null;
        for (String line : template) {
            rows.add("");
            if (line.equals(ADDRESS)) {
                room = new AddressRoom((WIDTH - AddressRoom.WIDTH) / 2, rows.size());
                rows.addAll(Collections.nCopies(AddressRoom.HEIGHT, " ".repeat(WIDTH)));
            } else {
                List<String> drawn = font.render(line.replace(CLOCK, clock).replace(HOST, host), WIDTH);
                int width = drawn.stream().mapToInt(String::length).max().orElse(0);
                drawn.forEach(row -> rows.add(" ".repeat((WIDTH - width) / 2) + row));
            }
        }
        rows.add(" ".repeat(WIDTH));
        Frame frame = new Frame(rows, Palette.DEFAULT);
        return room == null ? frame : frame.with(room);
    }
}
