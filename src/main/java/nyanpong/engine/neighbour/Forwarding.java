package nyanpong.engine.neighbour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the kernel is a router for what an interface receives. */
public final class Forwarding {
    private static final Path CONF = Path.of("/proc/sys/net");

    private Forwarding() {}

    /**
     * IPv4 has the setting for each interface; of IPv6 the one for all counts, and since Linux 6.17 {@code force_forwarding}.
     */
    public static boolean isOn(String interfaceName, boolean four) {
        return four
                ? isSet("ipv4/conf", interfaceName, "forwarding")
                : isSet("ipv6/conf", "all", "forwarding") || isSet("ipv6/conf", interfaceName, "force_forwarding");
    }

    /** What is not there is not on. */
    private static boolean isSet(String folder, String of, String name) {
        try {
            return !Files.readString(CONF.resolve(folder).resolve(of).resolve(name))
                    .strip()
                    .equals("0");
        } catch (IOException e) {
            return false;
        }
    }
}
