package nyanpong.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose requests a rule is for; all conditions must hold, and null (or no client) is no condition. All but the last
 * and {@code pace} are decided at a session's first request.
 *
 * @param clients one of these; all different, in the order written
 * @param source where the request comes from
 * @param destination which of our addresses it is for
 * @param size octets of ICMP data, within {@link #SIZES}
 * @param pattern what the data repeats: 2 to 32 lower-case hex digits, an even number
 * @param keyword 3 to 32 printable ASCII characters, found anywhere in the data
 * @param tos the whole TOS or traffic class octet, 0 to 255
 * @param pace requests a second, within {@link #PACES}; decided at a session's second request
 * @param time by the host's clock and time zone
 * @param sequenceMultipleOf 1 to {@value #MAX_MULTIPLE}; decided at every request, and 0 is a multiple of all
 */
public record Match(
        List<ClientKind> clients,
        AddressPrefix source,
        AddressPrefix destination,
        Range size,
        String pattern,
        String keyword,
        Integer tos,
        Range pace,
        TimeOfDay time,
        Integer sequenceMultipleOf) {
    public static final Match EVERYBODY = new Match(List.of(), null, null, null, null, null, null, null, null, null);
    /** What an IPv4 packet can carry: 65,535 octets less two headers. */
    static final Range SIZES = new Range(0, 65_507);

    static final Range PACES = new Range(1, 1_000_000);
    static final int MAX_TOS = 255;
    static final int MAX_MULTIPLE = 65_535;

    private static final Pattern PATTERN = Pattern.compile("([0-9a-f]{2}){1,16}");
    private static final Pattern KEYWORD = Pattern.compile("[ -~]{3,32}");

    public Match {
        clients = List.copyOf(clients);
        if (clients.stream().distinct().count() < clients.size()) {
            throw new IllegalArgumentException("client " + clients);
        }
        if ((size != null && !SIZES.contains(size)) || (pace != null && !PACES.contains(pace))) {
            throw new IllegalArgumentException("size " + size + ", pace " + pace);
        }
        if ((pattern != null && !isPattern(pattern)) || (keyword != null && !isKeyword(keyword))) {
            throw new IllegalArgumentException("pattern " + pattern + ", keyword " + keyword);
        }
        if (tos != null && (tos < 0 || tos > MAX_TOS)) {
            throw new IllegalArgumentException("tos " + tos);
        }
        if (sequenceMultipleOf != null && (sequenceMultipleOf < 1 || sequenceMultipleOf > MAX_MULTIPLE)) {
            throw new IllegalArgumentException("sequence-multiple-of " + sequenceMultipleOf);
        }
    }

    static boolean isPattern(String text) {
        return PATTERN.matcher(text).matches();
    }

    static boolean isKeyword(String text) {
        return KEYWORD.matcher(text).matches();
    }

    /** Whether every request that matches {@code other} matches this too. */
    boolean covers(Match other) {
        return coversClients(other)
                && (source == null || (other.source != null && source.contains(other.source)))
                && (destination == null || (other.destination != null && destination.contains(other.destination)))
                && coversData(other)
                && (tos == null || tos.equals(other.tos))
                // Not even all paces are everything: a session of one request has none.
                && (pace == null || (other.pace != null && pace.contains(other.pace)))
                && (time == null || (other.time != null && time.contains(other.time)))
                && (everySequence() || (!other.everySequence() && other.sequenceMultipleOf % sequenceMultipleOf == 0));
    }

    boolean coversAll() {
        return covers(EVERYBODY);
    }

    private boolean coversClients(Match other) {
        return clients.isEmpty()
                || clients.size() == ClientKind.values().length
                || (!other.clients.isEmpty() && clients.containsAll(other.clients));
    }

    private boolean coversData(Match other) {
        return (size == null || size.contains(other.size == null ? SIZES : other.size))
                && (pattern == null || (other.pattern != null && fill(pattern).equals(fill(other.pattern))))
                && (keyword == null || (other.keyword != null && other.keyword.contains(keyword)));
    }

    /** The shortest pattern that fills data with the same: {@code ab} for {@code abab}. */
    private static String fill(String pattern) {
        for (int length = 2; length < pattern.length(); length += 2) {
            String start = pattern.substring(0, length);
            if (pattern.length() % length == 0
                    && start.repeat(pattern.length() / length).equals(pattern)) {
                return start;
            }
        }
        return pattern;
    }

    private boolean everySequence() {
        return sequenceMultipleOf == null || sequenceMultipleOf == 1;
    }
}
