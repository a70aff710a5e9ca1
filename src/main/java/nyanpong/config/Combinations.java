package nyanpong.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What values must be to one another, once flags, environment and file are one. */
final class Combinations {
    /** The others claim pings by themselves, and the kernel's own. */
    private static final Set<EngineKind> ENGINES_FOR_VIRTUAL =
            Set.of(EngineKind.AUTO, EngineKind.RING, EngineKind.SOCKET);

    private Combinations() {}

    /** The same configuration. */
    static Config checked(Config config) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        if (config.takeover() == TakeoverKind.VIRTUAL) {
            virtual(config, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    private static void virtual(Config config, List<Problem> problems) {
        if (!ENGINES_FOR_VIRTUAL.contains(config.engine())) {
            problems.add(config.locations()
                    .problem(
                            "engine",
                            "'" + Words.of(config.engine()) + "': want auto, ring or socket beside takeover virtual"));
        }
        if (config.addresses().isEmpty()) {
            problems.add(config.locations()
                    .problem(
                            "takeover",
                            "'virtual': needs addresses beside it, and none that this host has: addresses or "
                                    + Setting.ADDRESS.flag()));
        }
        for (int i = 0; i < config.addresses().size(); i++) {
            InetAddress address = config.addresses().get(i);
            if (!Addresses.isOnWires(address)) {
                problems.add(config.locations()
                        .problem(
                                "addresses[" + i + "]",
                                "'" + Addresses.text(address)
                                        + "': want an address that can be on a wire, beside takeover virtual"));
            }
        }
    }
}
