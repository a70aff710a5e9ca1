package nyanpong.app.reload;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nyanpong.config.Addresses;
import nyanpong.config.Config;
import nyanpong.config.Problem;
import nyanpong.config.Words;

/** The keys that a running responder cannot change: what they say was opened, allocated, claimed or given up at its start. */
final class Fixed {
    private final Config config;
    private final List<Problem> problems = new ArrayList<>();

    private Fixed(Config config) {
        this.config = config;
    }

    /** A problem for each such key that {@code next} would change. */
    static List<Problem> changed(Config now, Config next) {
        Fixed fixed = new Fixed(next);
        fixed.compare("interface", now.interfaceName(), next.interfaceName());
        fixed.compare("engine", now.engine(), next.engine());
        fixed.compare("threads", now.threads(), next.threads());
        fixed.compare("takeover", now.takeover(), next.takeover());
        fixed.compare("firewall", now.firewall(), next.firewall());
        fixed.compare("addresses", now.addresses(), next.addresses());
        fixed.compare("virtual-mac", now.virtualMac(), next.virtualMac());
        fixed.compare("limits.sessions", now.limits().sessions(), next.limits().sessions());
        fixed.compare("limits.delayed", now.limits().delayed(), next.limits().delayed());
        fixed.compare("log", now.log(), next.log());
        fixed.compare("metrics", now.metrics(), next.metrics());
        fixed.compare("reload", now.reload(), next.reload());
        fixed.compare("user", now.user(), next.user());
        fixed.compare("top-group", now.watching().topGroup(), next.watching().topGroup());
        fixed.compare("gallery", now.watching().gallery(), next.watching().gallery());
        fixed.compare(
                "gallery-addresses", now.watching().addresses(), next.watching().addresses());
        return fixed.problems;
    }

    private void compare(String key, Object now, Object next) {
        if (!Objects.equals(now, next)) {
            problems.add(config.locations()
                    .problem(key, text(next) + ": it serves with " + text(now) + ", and a change needs a restart"));
        }
    }

    /** As it would be written. */
    private static String text(Object value) {
        return switch (value) {
            case null -> "absent";
            case Enum<?> word -> Words.of(word);
            case Collection<?> addresses when addresses.isEmpty() -> "absent";
            case Collection<?> addresses ->
                addresses.stream()
                        .map(address -> Addresses.text((InetAddress) address))
                        .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }
}
