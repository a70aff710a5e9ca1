package nyanpong.app.doctor;

import java.util.ArrayList;
import java.util.List;
import nyanpong.app.host.Proc;

/** Settings of the kernel that mean something else while a packet socket answers: ip-sysctl.rst. */
final class SettingsCheck {
    private static final String SUBJECT = "settings";
    private static final String IPV4 = "/proc/sys/net/ipv4/";

    private SettingsCheck() {}

    /** @param interfaceName null where there is none */
    static List<Finding> look(String interfaceName) {
        List<Finding> findings = new ArrayList<>();
        findings.add(probe(Proc.number(IPV4 + "icmp_echo_enable_probe")));
        findings.add(broadcasts(Proc.number(IPV4 + "icmp_echo_ignore_broadcasts")));
        if (interfaceName != null) {
            // The greater of the two holds.
            int filter = Math.max(
                    Proc.number(IPV4 + "conf/all/rp_filter"),
                    Proc.number(IPV4 + "conf/" + interfaceName + "/rp_filter"));
            findings.add(reversePath(interfaceName, filter));
        }
        return findings;
    }

    static Finding probe(int value) {
        return value == 1
                ? Finding.warning(
                        SUBJECT,
                        "net.ipv4.icmp_echo_enable_probe is 1, and takeover sysctl silences PROBE (RFC 8335) too",
                        "do without the one or the other")
                : Finding.ok(SUBJECT, "PROBE (RFC 8335) is off, so takeover sysctl silences nothing but echo");
    }

    static Finding broadcasts(int value) {
        return value == 0
                ? Finding.warning(
                        SUBJECT,
                        "net.ipv4.icmp_echo_ignore_broadcasts is 0: broadcast pings are answered, as the kernel would",
                        "sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=1, unless it is meant")
                : Finding.ok(SUBJECT, "broadcast pings are ignored");
    }

    static Finding reversePath(String interfaceName, int value) {
        return switch (value) {
            case 1 ->
                Finding.warning(
                        SUBJECT,
                        "rp_filter of " + interfaceName
                                + " is 1 (strict): the packet socket answers before it is applied",
                        "nothing, unless sources must be filtered by their way back");
            case 2 ->
                Finding.ok(SUBJECT, "rp_filter of " + interfaceName + " is 2 (loose), applied after the packet socket");
            default -> Finding.ok(SUBJECT, "rp_filter of " + interfaceName + " is off");
        };
    }
}
