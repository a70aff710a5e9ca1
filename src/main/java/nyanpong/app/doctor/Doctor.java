package nyanpong.app.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.config.Config;
import nyanpong.config.EngineKind;
import nyanpong.config.TakeoverKind;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;

/** Looks at all there is to look at, in the order in which it would stand in the way. */
public final class Doctor {
    private Doctor() {}

    /**
     * Looks, and mends if asked to.
     *
     * @param config null where it has errors: then what does without it is looked at
     * @param interfaceName or {@code auto}
     * @param repair whether to restore what a responder that was killed left; never anything else
     * @throws IOException where the kernel does not tell what it always tells
     */
    public static List<Finding> look(Config config, String interfaceName, boolean repair) throws IOException {
        EngineKind engine = config == null ? EngineKind.AUTO : config.engine();
        TakeoverKind takeover = config == null ? TakeoverKind.SYSCTL : config.takeover();
        int threads = config == null ? 1 : config.threads();
        List<Finding> findings = new ArrayList<>(HostCheck.look(engine, takeover, threads));
        InterfaceCheck there = new InterfaceCheck();
        Optional<Link> link = there.find(interfaceName);
        List<Finding> driver = List.of();
        if (link.isPresent()) {
            try (Netdevice device = new Netdevice(link.get().name())) {
                there.state(link.get().name(), device.flags());
                driver = DriverCheck.look(link.get(), device, HostCheck.capabilities());
            }
            there.engine(engine, takeover, link.get());
        }
        findings.addAll(there.findings());
        Beside beside = Beside.look(config, link);
        if (config != null) {
            findings.addAll(ServedCheck.look(config, link, beside.isSame()));
        }
        findings.addAll(beside.findings());
        findings.addAll(EchoCheck.look(repair));
        findings.addAll(SettingsCheck.look(link.map(Link::name).orElse(null)));
        findings.addAll(FirewallCheck.look(takeover));
        findings.addAll(driver);
        return findings;
    }
}
