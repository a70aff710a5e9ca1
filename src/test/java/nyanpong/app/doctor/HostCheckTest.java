package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.app.host.KernelVersion;
import nyanpong.config.EngineKind;
import nyanpong.config.TakeoverKind;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    /** Of a process started by {@code setpriv --ambient-caps +net_raw,+net_admin}. */
    private static final String STATUS = """
            Name:	java
            CapInh:	0000000000003000
            CapPrm:	0000000000003000
            CapEff:	0000000000003000
            CapBnd:	000001ffffffffff
            """;

    @Test
    void readsTheEffectiveCapabilities() {
        Capabilities both = Capabilities.of(STATUS);
        assertTrue(both.has(Capabilities.CAP_NET_RAW));
        assertTrue(both.has(Capabilities.CAP_NET_ADMIN));
        assertFalse(both.hasBpf());
        assertTrue(Capabilities.of("CapEff:\t000001ffffffffff").hasBpf());
        assertTrue(Capabilities.of("CapEff:\tffffffffffffffff").hasBpf(), "all 64 bits");
        assertTrue(Capabilities.of("CapEff:\t0000000000200000").hasBpf(), "CAP_SYS_ADMIN, before Linux 5.8");
        assertEquals(0, Capabilities.of("").effective());
    }

    @Test
    void missesEachPrivilegeByItself() {
        assertEquals(List.of(Severity.OK, Severity.OK), severities(Capabilities.of(STATUS)));
        assertEquals(List.of(Severity.OK, Severity.PERMISSION), severities(new Capabilities(1 << 13)));
        assertEquals(List.of(Severity.PERMISSION, Severity.OK), severities(new Capabilities(1 << 12)));
    }

    @Test
    void comparesKernelsByNumberNotByText() {
        assertEquals(Severity.OK, HostCheck.kernel("6.18.44-generic").severity());
        assertEquals(Severity.OK, HostCheck.kernel("4.20.0").severity());
        assertEquals(Severity.UNAVAILABLE, HostCheck.kernel("4.19.300").severity());
        assertEquals(Severity.OK, HostCheck.kernel("10.0").severity());
        assertEquals(Severity.UNAVAILABLE, HostCheck.kernel(null).severity());
        assertTrue(new KernelVersion(6, 18).isAtLeast(KernelVersion.TCX));
        assertFalse(new KernelVersion(6, 5).isAtLeast(KernelVersion.TCX));
        assertFalse(new KernelVersion(5, 19).isAtLeast(KernelVersion.TCX));
    }

    @Test
    void knowsWhereItWasTried() {
        Runtime.Version version = Runtime.Version.parse("22.0.1");
        assertEquals(Severity.OK, HostCheck.java(version, "aarch64").severity());
        assertEquals(Severity.WARNING, HostCheck.java(version, "riscv64").severity());
        assertEquals(
                Severity.UNAVAILABLE,
                HostCheck.java(Runtime.Version.parse("21.0.9"), "amd64").severity());
    }

    @Test
    void moreThreadsThanProcessorsAreTooMany() {
        assertEquals(Finding.ok("threads", "2 answer, on 2 processors"), HostCheck.threads(2, 2));
        assertEquals(Severity.WARNING, HostCheck.threads(64, 2).severity());
    }

    @Test
    void namesTheEngineThatHasAProgram() {
        List<Finding> found = HostCheck.look(EngineKind.XDP_GENERIC, TakeoverKind.SYSCTL, 1);
        assertTrue(found.getLast().what().endsWith("CAP_BPF, for the program of engine xdp-generic"), found.toString());
    }

    private static List<Severity> severities(Capabilities capabilities) {
        return HostCheck.privileges(capabilities, TakeoverKind.SYSCTL).stream()
                .map(Finding::severity)
                .toList();
    }
}
