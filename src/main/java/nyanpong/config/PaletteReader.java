package nyanpong.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A rule's glyphs, in the order in which they are written. */
final class PaletteReader {
    private static final Pattern ERROR = Pattern.compile("(0|[1-9][0-9]{0,2})/(0|[1-9][0-9]{0,2})");

    private final Section rule;
    private final String key;
    private final List<PaletteAnswer.Error> allowed;
    private final Report report;

    private PaletteReader(Section rule, String key, List<PaletteAnswer.Error> allowed, Report report) {
        this.rule = rule;
        this.key = key;
        this.allowed = allowed;
        this.report = report;
    }

    /** Null if there is none, or if any of it was refused. */
    static Palette read(Section rule, String key, List<PaletteAnswer.Error> allowed, Report report) {
        return new PaletteReader(rule, key, allowed, report).palette();
    }

    private Palette palette() {
        int before = report.count();
        List<Node.Entry> written =
                rule.entries(key, "glyphs with answers, such as { \"!\": reply, U: " + example() + " }");
        if (written == null) {
            return null;
        }
        List<Palette.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : written) {
            // The path of an entry is the palette's and the glyph, even where that is a '.' or a '['.
            String path = rule.path(key) + "." + Harmless.text(entry.key(), Harmless.LONGEST);
            boolean glyph = entry.key().length() == 1
                    && entry.key().charAt(0) > ' '
                    && entry.key().charAt(0) <= '~';
            if (!glyph) {
                report.add(entry.mark(), path, "want one printable ASCII character for a key, no blank");
            }
            PaletteAnswer answer = rule.scalar(entry.value(), path, this::answer);
            if (glyph && answer != null) {
                entries.add(new Palette.Entry(entry.key().charAt(0), answer));
            }
        }
        if (report.count() == before) {
            checkTogether(entries);
        }
        return report.count() == before ? new Palette(entries) : null;
    }

    private void checkTogether(List<Palette.Entry> entries) {
        if (entries.size() < Palette.MIN || entries.size() > Palette.MAX) {
            rule.complain(key, "has " + entries.size() + " entries: want " + Palette.MIN + " to " + Palette.MAX);
            return;
        }
        long replies = entries.stream().filter(Palette::isReply).count();
        if (replies != 1) {
            rule.complain(key, "has " + replies + " that are reply: want one, the first, for it is the paper");
        } else if (!Palette.isReply(entries.getFirst())) {
            rule.complain(key, "want the one that is reply first: the order is from paper to full ink");
        }
    }

    private PaletteAnswer answer(Field field) {
        return switch (field.text()) {
            case "reply" -> new PaletteAnswer.Reply();
            case "silence" -> new PaletteAnswer.Silence();
            default -> error(field);
        };
    }

    private PaletteAnswer error(Field field) {
        Matcher matcher = ERROR.matcher(field.text());
        for (PaletteAnswer.Error error : allowed) {
            if (error.toString().equals(field.text())) {
                return error;
            }
        }
        List<String> words = Stream.concat(
                        Stream.of("reply", "silence"), allowed.stream().map(PaletteAnswer.Error::toString))
                .toList();
        return field.refuse(Words.oneOf(words)
                + (matcher.matches() ? ", for other types and codes harm third parties or are unproven" : ""));
    }

    private PaletteAnswer.Error example() {
        return allowed.equals(PaletteAnswer.Error.IPV4) ? new PaletteAnswer.Error(3, 1) : new PaletteAnswer.Error(1, 3);
    }
}
