package nyanpong.app.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nyanpong.config.Config;
import nyanpong.config.Problem;

/** The keys that a running responder cannot change: what they say was opened, allocated or claimed at its start. */
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
        fixed.compare(
                "top-group",
                String.valueOf(now.watching().topGroup()),
                String.valueOf(next.watching().topGroup()));
        fixed.compare(
                "gallery",
                String.valueOf(now.watching().gallery()),
                String.valueOf(next.watching().gallery()));
        fixed.compare(
                "gallery-addresses", now.watching().addresses(), next.watching().addresses());
        return fixed.problems;
    }

    private void compare(String key, Object now, Object next) {
        if (!Objects.equals(now, next)) {
            problems.add(config.locations().problem(key, "was changed, and needs a restart"));
        }
    }
}
