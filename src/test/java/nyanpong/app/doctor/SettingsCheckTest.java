package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nyanpong.app.doctor.Finding.Severity;
import org.junit.jupiter.api.Test;

/** -1 is a setting that this kernel does not have. */
class SettingsCheckTest {
    @Test
    void probeIsSilencedWhereItIsOn() {
        assertEquals(Severity.WARNING, SettingsCheck.probe(1).severity());
        assertEquals(Severity.OK, SettingsCheck.probe(0).severity());
        assertEquals(Severity.OK, SettingsCheck.probe(-1).severity());
    }

    @Test
    void broadcastsAreAnsweredWhereTheyAreNotIgnored() {
        assertEquals(Severity.WARNING, SettingsCheck.broadcasts(0).severity());
        assertEquals(Severity.OK, SettingsCheck.broadcasts(1).severity());
    }

    @Test
    void onlyTheStrictReversePathFilterDiffers() {
        assertEquals(Severity.OK, SettingsCheck.reversePath("s0", 0).severity());
        assertEquals(Severity.WARNING, SettingsCheck.reversePath("s0", 1).severity());
        assertEquals(Severity.OK, SettingsCheck.reversePath("s0", 2).severity());
    }
}
