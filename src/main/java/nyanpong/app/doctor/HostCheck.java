package nyanpong.app.doctor;

import static nyanpong.app.doctor.Capabilities.CAP_NET_ADMIN;
import static nyanpong.app.doctor.Capabilities.CAP_NET_RAW;

import java.util.ArrayList;
import java.util.List;
import nyanpong.app.host.KernelVersion;
import nyanpong.app.host.Proc;
import nyanpong.config.EngineKind;
import nyanpong.config.TakeoverKind;
import nyanpong.config.Words;
import nyanpong.sys.Libc;

/** Java, the kernel, and what this process may do. */
final class HostCheck {
    private static final int OLDEST_JAVA = 22;
    private static final String MORE =
            "run it with sudo, or with setpriv --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin"
                    + " (+bpf in both for takeover tcx and the engines xsk and xdp)";

    private HostCheck() {}

    static List<Finding> look(EngineKind engine, TakeoverKind takeover, int threads) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java(Runtime.version(), System.getProperty("os.arch")));
        findings.add(natively());
        findings.add(kernel(Proc.text("/proc/sys/kernel/osrelease")));
        findings.addAll(
                engine.claims()
                        ? claiming(capabilities(), "engine " + Words.of(engine))
                        : privileges(capabilities(), takeover));
        if (threads > 1) {
            findings.add(threads(threads, Runtime.getRuntime().availableProcessors()));
        }
        return findings;
    }

    /** Each spins a while before it sleeps, so that too many are in each other's way. */
    static Finding threads(int threads, int processors) {
        String what = threads + " answer, on " + processors + (processors == 1 ? " processor" : " processors");
        return threads <= processors
                ? Finding.ok("threads", what)
                : Finding.warning("threads", what, "want no more threads than processors");
    }

    static Capabilities capabilities() {
        String status = Proc.text("/proc/self/status");
        return Capabilities.of(status == null ? "" : status);
    }

    /** The launcher refuses an older one; a class path of one's own goes round it. */
    static Finding java(Runtime.Version version, String architecture) {
        if (version.feature() < OLDEST_JAVA) {
            return Finding.unavailable("java", "Java " + version, "want " + OLDEST_JAVA + " or newer");
        }
        return switch (architecture) {
            case "amd64", "aarch64" -> Finding.ok("java", "Java " + version + " on " + architecture);
            default ->
                Finding.warning(
                        "java",
                        "Java " + version + " on " + architecture + ", where nobody has tried it",
                        "want amd64 or aarch64");
        };
    }

    private static Finding natively() {
        if (!HostCheck.class.getModule().isNativeAccessEnabled()) {
            return Finding.warning(
                    "java",
                    "calls into libc are allowed with a warning alone",
                    "start it with java -jar, or with --enable-native-access=ALL-UNNAMED");
        }
        int uid = new Libc().geteuid(); // not asked for its answer: it is the call that is tried
        return Finding.ok("java", "calls libc: user " + uid);
    }

    static Finding kernel(String release) {
        KernelVersion version = KernelVersion.of(release == null ? "" : release);
        return version.isAtLeast(KernelVersion.OLDEST)
                ? Finding.ok("kernel", "Linux " + release)
                : Finding.unavailable(
                        "kernel",
                        "Linux " + release,
                        "want " + KernelVersion.OLDEST + " or newer: before, its ICMPv6 echo cannot be switched off");
    }

    static List<Finding> privileges(Capabilities capabilities, TakeoverKind takeover) {
        List<Finding> findings = new ArrayList<>();
        findings.add(privilege(capabilities.has(CAP_NET_RAW), "CAP_NET_RAW", "packet and raw sockets"));
        boolean admin = capabilities.has(CAP_NET_ADMIN);
        switch (takeover) {
            case SYSCTL, AUTO -> findings.add(privilege(admin, "CAP_NET_ADMIN", "the sysctls of takeover sysctl"));
            case TCX -> {
                return claiming(capabilities, "takeover tcx");
            }
            case VIRTUAL -> {}
        }
        return findings;
    }

    /** @param who has a program */
    private static List<Finding> claiming(Capabilities capabilities, String who) {
        String use = "the program of " + who;
        return List.of(
                privilege(capabilities.has(CAP_NET_RAW), "CAP_NET_RAW", "packet and raw sockets"),
                privilege(capabilities.has(CAP_NET_ADMIN), "CAP_NET_ADMIN", use),
                privilege(capabilities.hasBpf(), "CAP_BPF", use));
    }

    private static Finding privilege(boolean has, String name, String use) {
        return has
                ? Finding.ok("privileges", name + ", for " + use)
                : Finding.permission("privileges", "no " + name + ", for " + use, MORE);
    }
}
