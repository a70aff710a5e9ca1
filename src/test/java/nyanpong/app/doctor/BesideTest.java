package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.config.Config;
import nyanpong.config.ConfigFile;
import nyanpong.engine.takeover.LockHolder;
import nyanpong.live.Identity;
import org.junit.jupiter.api.Test;

class BesideTest {
    private static final Optional<LockHolder> NOBODY = Optional.empty();
    private static final Optional<LockHolder> ONE =
            Optional.of(new LockHolder(4_000_001)); // no process has this number
    private static final Optional<LockHolder> OTHER = Optional.of(new LockHolder(4_000_002));
    private static final String VIRTUAL = "takeover: virtual\naddresses: [192.0.2.9]\n";

    @Test
    void nobodyIsInNobodysWay() throws Exception {
        assertEquals(List.of(), beside("h0", "", "h0", "ring", "sysctl").look(NOBODY, NOBODY));
    }

    @Test
    void theVeryOneIsWell() throws Exception {
        Case same = beside("h0", "", "h0", "ring", "sysctl");
        assertEquals(List.of(Severity.OK), same.look(ONE, NOBODY));
        assertTrue(same.beside.isSame());
        assertTrue(same.text().endsWith("; a second one would be refused"), same.text());
        assertEquals(
                List.of(Severity.OK),
                beside("h0", "takeover: auto\n", "h0", "tcx", "tcx").look(ONE, NOBODY));
        assertEquals(
                List.of(Severity.OK),
                beside("h0", "engine: xdp-generic\n", "h0", "xdp", "none hook=generic")
                        .look(ONE, NOBODY));
    }

    @Test
    void whatWouldBeRefusedFails() throws Exception {
        for (String yaml : List.of("", "takeover: tcx\n", "engine: xsk\n", "engine: xdp\n")) {
            Case elsewhere = beside("h1", yaml, "h0", "ring", "sysctl");
            assertEquals(List.of(Severity.UNAVAILABLE), elsewhere.look(ONE, NOBODY), yaml);
            assertTrue(
                    !elsewhere.beside.isSame() && elsewhere.text().contains(" with -i h0 --takeover sysctl; "), yaml);
        }
        assertEquals(
                List.of(Severity.UNAVAILABLE),
                beside("h0", "", "h0", "xsk", "none").look(ONE, NOBODY));
        assertEquals(
                List.of(Severity.UNAVAILABLE),
                beside("h0", "engine: xsk\n", "h0", "xdp", "none hook=generic").look(ONE, NOBODY));
    }

    @Test
    void ofAnotherConfigurationItIsNotTheVeryOne() throws Exception {
        Case other = new Case("h0", config("other.yaml", ""), "h0", "ring", "sysctl");
        assertEquals(List.of(Severity.WARNING), other.look(ONE, NOBODY));
        assertTrue(!other.beside.isSame() && other.text().contains(" with configuration c.yaml; "), other.text());
    }

    @Test
    void whoCannotBeAskedMayBeTheOne() throws Exception {
        assertEquals(
                List.of(Severity.WARNING),
                beside("h0", "", "h0", "ring", "sysctl").look(OTHER, NOBODY));
    }

    @Test
    void virtualWorksBesideTheOthersButOnceAnInterface() throws Exception {
        Case beside = beside("h0", VIRTUAL, "h0", "ring", "sysctl");
        assertEquals(List.of(Severity.OK), beside.look(ONE, NOBODY));
        assertTrue(!beside.beside.isSame() && beside.text().endsWith("; takeover virtual works beside it"));
        assertEquals(
                List.of(Severity.OK),
                beside("h0", VIRTUAL, "h0", "ring", "virtual").look(NOBODY, ONE));
        Case other = new Case("h0", config("other.yaml", VIRTUAL), "h0", "ring", "virtual");
        assertEquals(List.of(Severity.WARNING), other.look(NOBODY, ONE));
        assertEquals(List.of(), beside("h0", "", "h0", "ring", "virtual").look(NOBODY, ONE));
    }

    private static Case beside(String wanted, String yaml, String iface, String engine, String takeover)
            throws Exception {
        return new Case(wanted, config("c.yaml", yaml), iface, engine, takeover);
    }

    private static Config config(String name, String yaml) throws Exception {
        String text = yaml + "programme: []\n";
        return ConfigFile.read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
    }

    private static final class Case {
        private final Beside beside;

        Case(String wanted, Config config, String iface, String engine, String takeover) {
            Identity one = new Identity(
                    iface, engine, 1, takeover, "c.yaml", ONE.orElseThrow().pid(), 1);
            beside = new Beside(wanted, config, List.of(one));
        }

        List<Severity> look(Optional<LockHolder> echo, Optional<LockHolder> virtual) {
            beside.judge(echo, virtual);
            return beside.findings().stream().map(Finding::severity).toList();
        }

        String text() {
            return beside.findings().getFirst().what();
        }
    }
}
