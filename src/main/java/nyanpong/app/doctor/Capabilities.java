package nyanpong.app.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process may do: capabilities(7).
 *
 * @param effective a bit for each capability
 */
record Capabilities(long effective) {
    static final int CAP_NET_ADMIN = 12;
    static final int CAP_NET_RAW = 13;
    static final int CAP_SYS_ADMIN = 21;
    static final int CAP_BPF = 39;

    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]{1,16})$");

    /** Of the text of {@code /proc/self/status}; none where it does not tell. */
    static Capabilities of(String procStatus) {
        Matcher line = EFFECTIVE.matcher(procStatus);
        return new Capabilities(line.find() ? Long.parseUnsignedLong(line.group(1), 16) : 0);
    }

    boolean has(int capability) {
        return (effective >>> capability & 1) != 0;
    }

    /** Linux 5.8 made CAP_BPF of a part of CAP_SYS_ADMIN, which still is enough. */
    boolean hasBpf() {
        return has(CAP_BPF) || has(CAP_SYS_ADMIN);
    }
}
