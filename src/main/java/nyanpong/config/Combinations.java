package nyanpong.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What values must be to one another, once flags, environment and file are one. */
final class Combinations {
    private Combinations() {}

    /** The same configuration. */
    static Config checked(Config config) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        if (config.takeover() == TakeoverKind.VIRTUAL) {
            virtual(config, problems);
        }
        if (config.threads() > 1) {
            threads(config, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    /** What draws or claims by itself has processors of its own; and who holds addresses, one place where they are known. */
    private static void threads(Config config, List<Problem> problems) {
        String alone = config.engine().claims()
                ? "engine " + Words.of(config.engine())
                : config.takeover() == TakeoverKind.VIRTUAL ? "takeover virtual" : "";
        if (!alone.isEmpty()) {
            problems.add(config.locations().problem("threads", "'" + config.threads() + "': want 1 beside " + alone));
        }
    }

    private static void virtual(Config config, List<Problem> problems) {
        if (config.engine().claims()) { // the kernel's own
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
