package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Not a byte per packet, whichever compiler runs: what only an optimiser removes comes back when it gives up. */
class AllocationTest {
    @Test
    void nothingIsAllocatedOverAHundredThousandPackets() {
        assertEquals(0, AllocationRun.measure());
    }

    @Test
    void theMeasurementSeesAnObjectPerRequest() {
        assertTrue(AllocationRun.control() > 16L * AllocationRun.PACKETS / 2);
    }

    /** Interpreted, then compiled by C1, which removes no allocation. */
    @Test
    void norWithoutTheOptimiser() throws IOException, InterruptedException, URISyntaxException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Duser.timezone=America/New_York",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        AllocationRun.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(java.waitFor(60, TimeUnit.SECONDS));
        assertTrue(printed.matches("\\d+ \\d+\n"), printed);
        List<Long> bytes = List.of(printed.trim().split(" ", 2)).stream()
                .map(Long::parseLong)
                .toList();
        assertEquals(0, bytes.getFirst());
        assertTrue(bytes.getLast() > 16L * AllocationRun.PACKETS / 2, "the control allocated " + bytes.getLast());
    }

    private static String classPath() throws URISyntaxException {
        return where(Responder.class) + File.pathSeparator + where(AllocationRun.class);
    }

    private static String where(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
