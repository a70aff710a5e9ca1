package nyanpong.app;

import java.util.Optional;
import nyanpong.engine.HostView;

/** What an operator should know of the served interface, in a line. */
final class LinkNews {
    private LinkNews() {}

    /** @param before null at the start */
    static Optional<String> of(HostView before, HostView now) {
        if (before == null) {
            return now.isThere() ? Optional.empty() : Optional.of(gone(now));
        }
        String name = now.link().name();
        if (!now.isThere()) {
            return before.isThere() ? Optional.of(gone(now)) : Optional.empty();
        }
        if (!before.isThere() || before.link().index() != now.link().index()) {
            return Optional.of("interface " + name + " is there again: serving it");
        }
        return name.equals(before.link().name())
                ? Optional.empty()
                : Optional.of("interface " + before.link().name() + " is called " + name + " now: serving it still");
    }

    private static String gone(HostView now) {
        return "interface " + now.link().name() + " is gone: waiting for one of this name";
    }
}
