package nyanpong.app.control;

/**
 * What a responder serves, which tells it from the others of its network namespace: no two have both alike.
 *
 * @param interfaceName as it was at its start; null for any
 * @param takeover {@code sysctl}, {@code tcx}, {@code virtual}, or {@code none} for an engine that claims by itself; what else is
 *     told of it, after a blank, is left out; null for any
 */
public record Served(String interfaceName, String takeover) {
    public static final Served ANY = new Served(null, null);

    public Served {
        // Part of a file's name, which an ASCII locale must be able to write.
        interfaceName = interfaceName == null ? null : interfaceName.replaceAll("[^A-Za-z0-9_.@-]", "_");
        takeover = takeover == null ? null : takeover.replaceFirst(" .*", "");
    }

    /** As {@link #name} has it. */
    static Served of(String name) {
        int end = name.lastIndexOf('-');
        return end < 0 ? new Served(name, "") : new Served(name.substring(0, end), name.substring(end + 1));
    }

    /** Such as {@code eth0-sysctl}. */
    String name() {
        return interfaceName + "-" + takeover;
    }

    boolean includes(Served one) {
        return (interfaceName == null || interfaceName.equals(one.interfaceName))
                && (takeover == null || takeover.equals(one.takeover));
    }

    /** As options: {@code -i eth0 --takeover sysctl}. */
    @Override
    public String toString() {
        String first = interfaceName == null ? "" : "-i " + interfaceName;
        String second = takeover == null ? "" : "--takeover " + takeover;
        return (first + " " + second).strip();
    }
}
