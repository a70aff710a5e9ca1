package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.engine.takeover.EchoSysctl;
import nyanpong.engine.takeover.LockHolder;
import nyanpong.engine.takeover.SysctlState;
import org.junit.jupiter.api.Test;

class EchoCheckTest {
    private static final Path JOURNAL = Path.of("/run/nyanpong/sysctl-1");
    private static final Optional<LockHolder> NOBODY = Optional.empty();

    @Test
    void aHostThatAnswersIsWell() {
        assertEquals(List.of(Severity.OK, Severity.OK), severities(state(false, false, NOBODY, null, Set.of())));
    }

    @Test
    void whatTheJournalNamesWasLeft() {
        assertEquals(
                List.of(Severity.UNAVAILABLE, Severity.UNAVAILABLE),
                severities(state(true, true, NOBODY, JOURNAL, Set.of(EchoSysctl.values()))));
    }

    /** One was on before the responder began, so the other alone is in its journal. */
    @Test
    void whatTheJournalDoesNotNameIsSomebodyElses() {
        assertEquals(
                List.of(Severity.WARNING, Severity.UNAVAILABLE),
                severities(state(true, true, NOBODY, JOURNAL, Set.of(EchoSysctl.IPV6))));
    }

    @Test
    void aJournalWithoutNeedIsMentioned() {
        assertEquals(
                List.of(Severity.OK, Severity.OK, Severity.WARNING),
                severities(state(false, false, NOBODY, JOURNAL, Set.of(EchoSysctl.values()))));
        assertEquals(
                List.of(Severity.OK, Severity.OK, Severity.WARNING),
                severities(state(false, false, NOBODY, JOURNAL, Set.of())),
                "of an earlier boot");
    }

    @Test
    void nothingIsWrongWhileAResponderRuns() {
        List<Finding> found = EchoCheck.of(
                state(true, true, Optional.of(new LockHolder(4711)), JOURNAL, Set.of(EchoSysctl.values())));
        assertEquals(
                List.of(Severity.OK, Severity.OK),
                found.stream().map(Finding::severity).toList());
        assertTrue(
                found.getFirst().what().endsWith(", until that responder ends"),
                found.getFirst().what());
    }

    @Test
    void whatCannotBeSeenIsSaid() {
        SysctlState hidden =
                new SysctlState(Map.of(EchoSysctl.IPV4, true), NOBODY, null, Set.of(), true, Path.of("/run/nyanpong"));
        assertEquals(List.of(Severity.WARNING, Severity.OK, Severity.WARNING), severities(hidden));
    }

    private static SysctlState state(
            boolean four, boolean six, Optional<LockHolder> holder, Path journal, Set<EchoSysctl> left) {
        return new SysctlState(Map.of(EchoSysctl.IPV4, four, EchoSysctl.IPV6, six), holder, journal, left, true, null);
    }

    private static List<Severity> severities(SysctlState state) {
        return EchoCheck.of(state).stream().map(Finding::severity).toList();
    }
}
