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
 * @param threads that answer packets, 1 to {@value #MAX_THREADS}
 * @param addresses ours to answer; empty for all those of the namespace's local table, which {@link TakeoverKind#VIRTUAL}
 * has nothing to do with
 * @param frames the folder of the arts; null where only those in the jar play
 * @param seed what keys the hash that decides for rules with {@link AnchorKind#STATELESS}, the same on all machines
 * of an address: {@value #MIN_SEED} to {@value #MAX_SEED} printable characters; null only where there is no such rule
 * @param programme first match wins; no match is a plain reply; empty where none was written, until one is given
 * @param metrics where Prometheus may ask; null for nowhere
 * @param user who to become after start, where it is started as root: {@value #ROOT} stays root
 * @param locations where each value was written
 */
public record Config(
        String interfaceName,
        EngineKind engine,
        int threads,
        TakeoverKind takeover,
        FirewallKind firewall,
        List<InetAddress> addresses,
        VirtualMacKind virtualMac,
        Path frames,
        String seed,
        List<RuleConfig> programme,
        Limits limits,
        LogKind log,
        Endpoint metrics,
        ReloadKind reload,
        String user,
        Watching watching,
        Locations locations) {
    public static final String AUTO = "auto";
    /** Of a group of packet sockets with the usual room for 256; more than most hosts have processors. */
    public static final int MAX_THREADS = 64;

    public static final int MAX_SEQUENCE_RULES = 16;

    public static final String ROOT = "root";

    static final String DEFAULT_USER = "nobody";
    static final int MIN_SEED = 8;
    static final int MAX_SEED = 128;
    static final String DEFAULT_FRAMES = "frames";
    static final String DEFAULT_CANVAS = Action.Play.CISCO;

    public Config {
        addresses = List.copyOf(addresses);
        programme = List.copyOf(programme);
        if (!isInterfaceName(interfaceName)) {
            throw new IllegalArgumentException("interface " + interfaceName);
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(threads + " threads");
        }
        if (engine == null
                || takeover == null
                || firewall == null
                || virtualMac == null
                || limits == null
                || log == null
                || reload == null
                || user == null
                || watching == null
                || locations == null) {
            throw new IllegalArgumentException("only frames, seed and metrics may be null");
        }
        if (seed == null ? programme.stream().anyMatch(RuleConfig::needsSeed) : !isSeed(seed)) {
            throw new IllegalArgumentException("seed " + seed);
        }
        if (programme.stream()
                        .filter(rule -> rule.match().sequenceMultipleOf() != null)
                        .count()
                > MAX_SEQUENCE_RULES) {
            throw new IllegalArgumentException("more than " + MAX_SEQUENCE_RULES + " rules by sequence number");
        }
    }

    /** Whether a programme was written, be it an empty one. */
    public boolean hasProgramme() {
        return locations.origins().containsKey("programme");
    }

    /** The same with another programme, as if it were the default. */
    public Config with(List<RuleConfig> rules) {
        return new Config(
                interfaceName,
                engine,
                threads,
                takeover,
                firewall,
                addresses,
                virtualMac,
                frames,
                seed,
                rules,
                limits,
                log,
                metrics,
                reload,
                user,
                watching,
                locations);
    }

    static Action.Play play(String canvas, String art) {
        return new Action.Play(
                canvas,
                Ink.UNREACHABLE,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(art),
                new Rotation.PerSession(),
                AnchorKind.FIRST);
    }

    static boolean isSeed(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= MIN_SEED && length <= MAX_SEED && text.codePoints().allMatch(Harmless::isPrintable);
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
