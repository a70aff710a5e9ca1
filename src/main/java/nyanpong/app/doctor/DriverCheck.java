package nyanpong.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nyanpong.app.host.KernelVersion;
import nyanpong.app.host.Proc;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;

/** The driver, what it does to packets before we see them, and what would be faster here. */
final class DriverCheck {
    private static final String SUBJECT = "driver";

    /** Drivers known to run XDP themselves, by the names that they give; others may. */
    private static final Set<String> XDP_DRIVERS = Set.of(
            "veth",
            "tun",
            "virtio_net",
            "vmxnet3",
            "ena",
            "gve",
            "mana",
            "hv_netvsc",
            "i40e",
            "ice",
            "igb",
            "igc",
            "ixgbe",
            "ixgbevf",
            "mlx4_en",
            "mlx5_core",
            "bnxt_en",
            "nfp",
            "qede",
            "sfc",
            "mvneta",
            "st_gmac");

    private DriverCheck() {}

    static List<Finding> look(Link link, Netdevice device, Capabilities capabilities) {
        List<Finding> findings = new ArrayList<>();
        String driver = device.driver();
        findings.add(driver(link.name(), driver));
        findings.add(offloads(link.name(), device.gro(), device.features()));
        String threaded = isSeenInSysfs(link, device) ? Proc.text(sysfs(link) + "threaded") : null;
        if ("1".equals(threaded)) {
            findings.add(Finding.ok(
                    SUBJECT,
                    link.name() + " receives in threads of its own (threaded NAPI), which share the CPUs with us"));
        }
        findings.add(tcx(KernelVersion.of(Proc.text("/proc/sys/kernel/osrelease")), capabilities));
        return findings;
    }

    static Finding driver(String name, String driver) {
        if (driver == null || driver.isEmpty()) {
            return Finding.ok(SUBJECT, name + " does not tell its driver");
        }
        return Finding.ok(
                SUBJECT,
                name + " is " + driver + (XDP_DRIVERS.contains(driver) ? ", which has native XDP" : "")
                        + "; the engines ring and socket need nothing of it, xsk prefers it");
    }

    static Finding offloads(String name, int gro, int features) {
        boolean lro = features >= 0 && (features & Netdevice.ETH_FLAG_LRO) != 0;
        return Finding.ok(
                SUBJECT,
                name + ": GRO " + (gro < 0 ? "unknown" : gro == 0 ? "off" : "on") + ", LRO "
                        + (features < 0 ? "unknown" : lro ? "on" : "off") + "; neither ever merges pings");
    }

    static Finding tcx(KernelVersion kernel, Capabilities capabilities) {
        return Finding.ok(
                "faster",
                !kernel.isAtLeast(KernelVersion.TCX)
                        ? "Linux " + kernel + " has no BPF links on tc's ingress (tcx): want " + KernelVersion.TCX
                        : "Linux " + kernel
                                + " has BPF links on tc's ingress (tcx), which claim pings one by one and touch no"
                                + " sysctl; this process "
                                + (capabilities.hasBpf() ? "may" : "may not, for want of CAP_BPF,")
                                + " use them");
    }

    private static String sysfs(Link link) {
        return "/sys/class/net/" + link.name() + "/";
    }

    /** sysfs shows the namespace in which it was mounted, which may have another interface of this name. */
    private static boolean isSeenInSysfs(Link link, Netdevice device) {
        return Proc.number(sysfs(link) + "ifindex") == link.index()
                && device.address() != null
                && device.address().equals(Proc.text(sysfs(link) + "address"));
    }
}
