package nyanpong.config;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What config.yaml, the environment and the flags say together, checked. Only what the host alone can tell is open:
 * whether the interface, the addresses and the arts exist.
 *
 * @param interfaceName {@value #AUTO}, or a name the kernel could give an interface
 * @param addresses ours to answer; empty for all those of the namespace's local table
 * @param frames the folder of the arts; null where only those in the jar play
 * @param programme first match wins; no match is a plain reply
 * @param locations where each value was written
 */
public record Config(
        String interfaceName,
        EngineKind engine,
        TakeoverKind takeover,
        List<InetAddress> addresses,
        Path frames,
        List<RuleConfig> programme,
        Limits limits,
        LogKind log,
        Locations locations) {
    public static final String AUTO = "auto";
    public static final int MAX_SEQUENCE_RULES = 16;

    static final String DEFAULT_FRAMES = "frames";
    static final String DEFAULT_CANVAS = "cisco";
    static final List<RuleConfig> DEFAULT_PROGRAMME =
            List.of(new RuleConfig(new Match(ClientKind.CISCO, null, null), play(DEFAULT_CANVAS, "nyan")));

    public Config {
        addresses = List.copyOf(addresses);
        programme = List.copyOf(programme);
        if (!isInterfaceName(interfaceName)) {
            throw new IllegalArgumentException("interface " + interfaceName);
        }
        if (engine == null || takeover == null || limits == null || log == null || locations == null) {
            throw new IllegalArgumentException("only frames may be null");
        }
        if (programme.stream()
                        .filter(rule -> rule.match().sequenceMultipleOf() != null)
                        .count()
                > MAX_SEQUENCE_RULES) {
            throw new IllegalArgumentException("more than " + MAX_SEQUENCE_RULES + " rules by sequence number");
        }
    }

    static Action.Play play(String canvas, String art) {
        return new Action.Play(canvas, Ink.UNREACHABLE, List.of(art), new Rotation.PerSession());
    }

    /**
     * dev_valid_name() of net/core/dev.c, and no character that would not show; IFNAMSIZ counts bytes and a final NUL.
     */
    static boolean isInterfaceName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1
                && bytes <= 15
                && !name.equals(".")
                && !name.equals("..")
                && name.codePoints().allMatch(c -> c != '/' && c != ':' && c != ' ' && Harmless.isPrintable(c));
    }
}
