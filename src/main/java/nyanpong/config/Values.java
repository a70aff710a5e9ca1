package nyanpong.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule of each kind of value, once for the file, the environment and the flags. All report and give null if broken.
 */
final class Values {
    static final String OFF = "off";
    static final String DURATIONS = "a whole number and s, m or h, from 1s to 24h";

    private static final Pattern DELAY = Pattern.compile("([1-9][0-9]{0,4})(ms|s)");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})([smh])");
    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,9}");
    /** Names as useradd(8) allows them; numbers but for -1, which setresuid(2) takes for no change. */
    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}|0|[1-9][0-9]{0,9}");

    /** An IPv6 address in brackets, as in a URI: its own colons are many. */
    private static final Pattern ENDPOINT =
            Pattern.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*)]|([^:\\[\\]]+)):([1-9][0-9]{0,4})");

    private static final Pattern PREFIX = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,2})");

    private Values() {}

    static <E extends Enum<E>> Function<Field, E> word(Class<E> kind) {
        return field -> {
            for (E constant : kind.getEnumConstants()) {
                if (Words.of(constant).equals(field.text())) {
                    return constant;
                }
            }
            return field.refuseWord(Words.of(kind));
        };
    }

    /**
     * YAML 1.1 reads {@code 010} as 8, {@code 1_0} as 10 and {@code 1:30} as 90; nobody who writes them agrees on it.
     */
    static Function<Field, Integer> integer(int min, int max) {
        return field -> {
            boolean digits = INTEGER.matcher(field.text()).matches();
            long value = digits ? Long.parseLong(field.text()) : -1;
            String want = "a number from " + min + " to " + max;
            if (!digits) {
                return field.refuse(want + ", in plain decimal digits");
            }
            if (field.scalar().style() == Node.Style.QUOTED) {
                return field.refuse(want + ", without quotes");
            }
            return value < min || value > max ? field.refuse(want) : Integer.valueOf((int) value);
        };
    }

    /** Milliseconds. */
    static Integer delay(Field field) {
        Matcher matcher = DELAY.matcher(field.text());
        int millis = matcher.matches()
                ? Integer.parseInt(matcher.group(1)) * (matcher.group(2).equals("s") ? 1000 : 1)
                : 0;
        return millis < Action.Play.MIN_LONGEST || millis > Action.Play.MAX_LONGEST
                ? field.refuse("a whole number and ms or s, from 24ms to 10s")
                : Integer.valueOf(millis);
    }

    static Duration duration(Field field) {
        Matcher matcher = DURATION.matcher(field.text());
        if (!matcher.matches()) {
            return field.refuse(DURATIONS);
        }
        long n = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            default -> Duration.ofHours(n);
        };
        return duration.compareTo(Rotation.Every.LONGEST) > 0 ? field.refuse(DURATIONS) : duration;
    }

    static String interfaceName(Field field) {
        return Config.isInterfaceName(field.text())
                ? field.text()
                : field.refuse("auto, or an interface's name of 1 to 15 bytes without '/', ':' or spaces");
    }

    static String user(Field field) {
        String text = field.text();
        boolean holds = USER.matcher(text).matches()
                && (!Character.isDigit(text.charAt(0)) || Long.parseLong(text) < 0xffff_ffffL);
        return holds ? text : field.refuse("a user's name, or a number from 0 to 4294967294");
    }

    /** Null, unreported, for {@code off}. */
    static Endpoint endpoint(Field field) {
        if (field.text().equals(OFF)) {
            return null;
        }
        Matcher matcher = ENDPOINT.matcher(field.text());
        InetAddress address = !matcher.matches()
                ? null
                : Addresses.parse(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        boolean holds = address != null
                && (address.isAnyLocalAddress() || Addresses.isUnicast(address))
                && Integer.parseInt(matcher.group(3)) <= 65_535;
        return holds
                ? new Endpoint(address, Integer.parseInt(matcher.group(3)))
                : field.refuse("off, or an address and a port, such as 127.0.0.1:9415 or \"[::1]:9415\"");
    }

    static String group(Field field) {
        return USER.matcher(field.text()).matches()
                        && !Character.isDigit(field.text().charAt(0))
                ? field.text()
                : field.refuse("a group's name");
    }

    static InetAddress address(Field field) {
        InetAddress address = Addresses.parse(field.text());
        if (address == null) {
            return field.refuse("an address such as 192.0.2.1 or 2001:db8::1, not a name or a prefix");
        }
        return Addresses.isUnicast(address) ? address : field.refuse("a unicast address");
    }

    static AddressPrefix prefix(Field field) {
        Matcher matcher = PREFIX.matcher(field.text());
        boolean prefixed = matcher.matches();
        InetAddress address = Addresses.parse(prefixed ? matcher.group(1) : field.text());
        int bits = address == null ? 0 : address.getAddress().length * 8;
        int length = prefixed ? Integer.parseInt(matcher.group(2)) : bits;
        if (address == null || length > bits) {
            return field.refuse("an address or prefix such as 203.0.113.0/24 or 2001:db8::/32");
        }
        InetAddress cut = Addresses.cut(address, length);
        return cut.equals(address)
                ? new AddressPrefix(address, length)
                : field.refuse(new AddressPrefix(cut, length) + ", for there are bits beyond the prefix");
    }

    static String canvas(Field field) {
        List<String> canvases = Action.Play.CANVASES;
        return canvases.contains(field.text()) ? field.text() : field.refuseWord(canvases);
    }

    /** One that needs nothing beside it. */
    static String lonelyCanvas(Field field) {
        List<String> canvases = Action.Play.CANVASES.stream()
                .filter(canvas -> !canvas.equals(Action.Play.ROUTE))
                .toList();
        boolean route = field.text().equals(Action.Play.ROUTE);
        return canvases.contains(field.text())
                ? field.text()
                : route
                        ? field.refuse(Words.oneOf(canvases) + ", for route needs hops, which the file has")
                        : field.refuseWord(canvases);
    }

    static String seed(Field field) {
        return Config.isSeed(field.text())
                ? field.text()
                : field.refuse(Config.MIN_SEED + " to " + Config.MAX_SEED + " printable characters");
    }

    static String art(Field field) {
        return Action.Play.isArtName(field.text())
                ? field.text()
                : field.refuse("an art's name: 1 to 32 of a-z, 0-9 and '-', no '-' first");
    }

    static Path path(Field field) {
        String text = field.text();
        try {
            return !text.isBlank() && text.codePoints().allMatch(Harmless::isPrintable)
                    ? Path.of(text)
                    : field.refuse("a folder's path of printable characters");
        } catch (InvalidPathException e) {
            // An ASCII locale cannot name every file.
            return field.refuse("a path that this locale can write");
        }
    }
}
