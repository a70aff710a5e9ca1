package nyanpong.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rule's conditions. */
final class MatchReader {
    private static final List<String> KEYS = List.of(
            "client",
            "source",
            "destination",
            "size",
            "pattern",
            "keyword",
            "tos",
            "pace",
            "time",
            "sequence-multiple-of");
    private static final String NUMBER = "(0|[1-9][0-9]{0,6})";
    private static final Pattern RANGE = Pattern.compile("(>=|<=)?" + NUMBER + "|" + NUMBER + "-" + NUMBER);
    private static final Pattern OCTET = Pattern.compile("0[xX][0-9a-fA-F]{1,2}|0|[1-9][0-9]{0,2}");
    private static final String CLOCK = "([01][0-9]|2[0-3]):([0-5][0-9])";
    private static final Pattern TIME = Pattern.compile(CLOCK + "-" + CLOCK);

    private final Section rule;
    private final Section section;
    private final Report report;

    private MatchReader(Section rule, Section section, Report report) {
        this.rule = rule;
        this.section = section;
        this.report = report;
    }

    /** Null if any of it was refused, for half a condition would match more than was meant. */
    static Match read(Section rule, Report report) {
        if (!rule.has("match")) {
            return Match.EVERYBODY;
        }
        int before = report.count();
        Section section = rule.section("match", KEYS);
        Match match = section == null ? null : new MatchReader(rule, section, report).match(before);
        return report.count() == before ? match : null;
    }

    private Match match(int before) {
        List<ClientKind> clients = clients();
        AddressPrefix source = section.value("source", Values::prefix, null);
        AddressPrefix destination = section.value("destination", Values::prefix, null);
        Range size = section.value("size", range(Match.SIZES), null);
        String pattern = section.value("pattern", MatchReader::pattern, null);
        String keyword = section.value("keyword", MatchReader::keyword, null);
        Integer tos = section.value("tos", MatchReader::tos, null);
        Range pace = section.value("pace", range(Match.PACES), null);
        TimeOfDay time = section.value("time", MatchReader::time, null);
        Integer multiple = section.value("sequence-multiple-of", Values.integer(1, Match.MAX_MULTIPLE), null);
        if (source != null && destination != null && !source.sameVersion(destination)) {
            complainOfNobody("source and destination are of different IP versions");
        }
        if (size != null && keyword != null && size.to() < keyword.length()) {
            complainOfNobody("keyword is longer than size");
        }
        if (report.count() > before) {
            return null;
        }
        Match match = new Match(clients, source, destination, size, pattern, keyword, tos, pace, time, multiple);
        if (Match.EVERYBODY.equals(match)) {
            rule.complain("match", "has no condition: leave it out to match everybody");
        }
        return match;
    }

    private void complainOfNobody(String why) {
        rule.complain("match", why + ": no request has both; take one of them out");
    }

    private List<ClientKind> clients() {
        List<ClientKind> clients = section.has("client")
                ? section.oneOrMore("client", ClientKind.values().length, Values.word(ClientKind.class))
                : List.of();
        Set<ClientKind> seen = new HashSet<>();
        for (ClientKind client : clients == null ? List.<ClientKind>of() : clients) {
            if (!seen.add(client)) {
                section.complain("client", "has " + Words.of(client) + " twice");
            }
        }
        return clients;
    }

    private static Function<Field, Range> range(Range all) {
        return field -> {
            String want = "N, \">=N\", \"<=N\" or N-N, where N is a number from " + all.from() + " to " + all.to();
            Matcher matcher = RANGE.matcher(field.text());
            if (!matcher.matches()) {
                return field.refuse(want);
            }
            boolean two = matcher.group(3) != null;
            String sign = matcher.group(1);
            int from = Integer.parseInt(matcher.group(two ? 3 : 2));
            int to = two ? Integer.parseInt(matcher.group(4)) : from;
            if (!all.contains(from) || !all.contains(to)) {
                return field.refuse(want);
            }
            if (from > to) {
                return field.refuse(to + "-" + from + ", the smaller number first");
            }
            return new Range("<=".equals(sign) ? all.from() : from, ">=".equals(sign) ? all.to() : to);
        };
    }

    private static String pattern(Field field) {
        String pattern = field.text().toLowerCase(Locale.ROOT);
        return Match.isPattern(pattern)
                ? pattern
                : field.refuse("2 to 32 hex digits, an even number, as ping -p takes them");
    }

    private static String keyword(Field field) {
        return Match.isKeyword(field.text()) ? field.text() : field.refuse("3 to 32 printable ASCII characters");
    }

    private static Integer tos(Field field) {
        String text = field.text();
        int tos = OCTET.matcher(text).matches() ? Integer.decode(text) : -1;
        return tos >= 0 && tos <= Match.MAX_TOS
                ? Integer.valueOf(tos)
                : field.refuse("a number from 0 to 255 or 0x00 to 0xff, the whole octet, as ping -Q takes it");
    }

    private static TimeOfDay time(Field field) {
        Matcher matcher = TIME.matcher(field.text());
        if (!matcher.matches()) {
            return field.refuse("two times of day such as 22:00-06:00, from 00:00 to 23:59");
        }
        int from = minute(matcher.group(1), matcher.group(2));
        int to = minute(matcher.group(3), matcher.group(4));
        return from == to
                ? field.refuse("two different times, for to is exclusive; leave it out for the whole day")
                : new TimeOfDay(from, to);
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }
}
