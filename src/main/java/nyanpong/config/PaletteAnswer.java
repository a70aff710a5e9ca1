package nyanpong.config;

import java.util.List;

/** What the request of a cell in one of a palette's glyphs gets. */
public sealed interface PaletteAnswer {
    record Reply() implements PaletteAnswer {
        @Override
        public String toString() {
            return "reply";
        }
    }

    record Silence() implements PaletteAnswer {
        @Override
        public String toString() {
            return "silence";
        }
    }

    /** An ICMP error; in a rule one of {@link #IPV4} or {@link #IPV6}. */
    @SuppressWarnings("AvoidCommonTypeNames") // it is never met without its owner's name
    record Error(int type, int code) implements PaletteAnswer {
        /** RFC 792, RFC 1122 3.2.2.1 and RFC 1812 5.2.7.1: net, host, net and host prohibited, prohibited; TTL. */
        public static final List<Error> IPV4 = List.of(
                new Error(3, 0),
                new Error(3, 1),
                new Error(3, 9),
                new Error(3, 10),
                new Error(3, 13),
                new Error(11, 0));
        /** RFC 4443 3.1 and 3.3: no route, prohibited, address, port; hop limit. */
        public static final List<Error> IPV6 =
                List.of(new Error(1, 0), new Error(1, 1), new Error(1, 3), new Error(1, 4), new Error(3, 0));

        public Error {
            // Which are allowed is for who knows the IP version: their numbers overlap.
            if (type < 0 || type > 255 || code < 0 || code > 255) {
                throw new IllegalArgumentException("error " + type + "/" + code);
            }
        }

        @Override
        public String toString() {
            return type + "/" + code;
        }
    }
}
