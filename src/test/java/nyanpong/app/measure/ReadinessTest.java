package nyanpong.app.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nyanpong.app.loop.Unplugged;
import nyanpong.sys.Netdevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
    private static final Optional<String> WELL = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void fromTheTakeoverToTheEnd() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme: []\n")) {
            assertEquals(Optional.of("it has not begun"), r.readiness.whyNotReady());
            assertEquals(WELL, r.readiness.whyNotAlive());
            r.readiness.begun();
            assertEquals(WELL, r.readiness.whyNotReady());
            r.readiness.ending();
            assertEquals(Optional.of("it ends"), r.readiness.whyNotReady());
        }
    }

    @Test
    void notWithoutTheInterfaceNorAnAddress() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme: []\n")) {
            r.readiness.begun();
            r.view = Unplugged.view(true, Netdevice.IFF_UP);
            assertEquals(Optional.of("interface eth0 has no carrier"), r.readiness.whyNotReady());
            r.view = Unplugged.view(true, 0);
            assertEquals(Optional.of("interface eth0 is down"), r.readiness.whyNotReady());
            r.view = Unplugged.view(false, Netdevice.IFF_UP | Netdevice.IFF_RUNNING);
            assertEquals(Optional.of("interface eth0 is gone"), r.readiness.whyNotReady());
            assertEquals(WELL, r.readiness.whyNotAlive());
            r.view = Unplugged.view(true, Netdevice.IFF_UP | Netdevice.IFF_RUNNING);
            r.addresses = "";
            assertEquals(Optional.of("interface eth0: there is no address to answer for"), r.readiness.whyNotReady());
        }
    }

    @Test
    void aPacketThreadThatStandsStillIsNeitherAliveNorReady() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme: []\n")) {
            r.readiness.begun();
            r.stillNanos = 2_999_999_999L;
            assertEquals(WELL, r.readiness.whyNotAlive());
            r.stillNanos = 12_300_000_000L;
            Optional<String> stuck = Optional.of("the packet thread has stood still for 12 s");
            assertEquals(stuck, r.readiness.whyNotAlive());
            assertEquals(stuck, r.readiness.whyNotReady());
        }
    }

    @Test
    void aFailedReloadChangesNothing() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme: []\n")) {
            r.readiness.begun();
            Files.writeString(r.file, "nonsense");
            r.reloader.reload();
            assertEquals(WELL, r.readiness.whyNotReady());
        }
    }
}
