package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.config.Endpoint;
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
    void aGroupIsThereOrIsNot() throws IOException {
        assertEquals(Severity.OK, ServedCheck.group("root").severity());
        assertEquals(
                Finding.unavailable(
                        "top-group",
                        "no-such: no such group on this host",
                        "create it (groupadd --system), or name another"),
                ServedCheck.group("no-such"));
    }

    @Test
    void aPortIsFreeOrTaken() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        Endpoint taken;
        try (ServerSocket other = new ServerSocket(0, 1, here)) {
            taken = new Endpoint(here, other.getLocalPort());
            assertEquals(
                    Severity.UNAVAILABLE,
                    ServedCheck.listener("metrics", taken, false).orElseThrow().severity());
            assertEquals(
                    Severity.OK,
                    ServedCheck.listener("metrics", taken, true).orElseThrow().severity());
        }
        assertEquals(
                Finding.ok("metrics", taken + " can be listened at"),
                ServedCheck.listener("metrics", taken, false).orElseThrow());
        assertEquals(Optional.empty(), ServedCheck.listener("gallery", null, false));
    }

    @Test
    void whoeverElseStaysWhoHeIs() throws IOException {
        assertEquals(Severity.OK, ServedCheck.user("no-such-user", 1000).severity());
    }
}
