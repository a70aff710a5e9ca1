package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import nyanpong.app.doctor.Finding.Severity;
import org.junit.jupiter.api.Test;

/** Who would serve; src/smoke/42-doctor.sh has the addresses. */
class ServedCheckTest {
    @Test
    void rootBecomesWhoIsNamed() throws IOException {
        assertEquals(Finding.ok("user", "started as root it becomes 4711, user 4711"), ServedCheck.user("4711", 0));
        assertEquals(Severity.WARNING, ServedCheck.user("root", 0).severity());
        assertEquals(Severity.WARNING, ServedCheck.user("0", 0).severity());
        assertEquals(
                Finding.unavailable(
                        "user", "no-such-user: not in /etc/passwd", "create it (useradd --system), or give its number"),
                ServedCheck.user("no-such-user", 0));
    }

    @Test
    void whoeverElseStaysWhoHeIs() throws IOException {
        assertEquals(Severity.OK, ServedCheck.user("no-such-user", 1000).severity());
    }
}
