package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts have the forms of /proc/net/snmp6, snmp and stat/nf_conntrack. */
class ProcTextTest {
    @TempDir
    Path proc;

    @Test
    void whatIsWrittenLaterIsReadLater() throws Exception {
        Path file = proc.resolve("setting");
        try (ProcText text = new ProcText(file)) {
            assertFalse(text.read());
            assertFalse(text.is("1"));
            Files.writeString(file, "1\n");
            assertTrue(text.read());
            assertTrue(text.is("1"));
            Files.writeString(file, "0\n");
            assertTrue(text.read());
            assertTrue(text.is("0"));
            assertFalse(text.is("1"));
            Files.writeString(file, "10\n");
            assertTrue(text.read());
            assertFalse(text.is("1"));
        }
    }

    @Test
    void findsNumbersByTheirNames() throws Exception {
        try (ProcText text = text("Icmp6InEchosX  \t1\nIcmp6InEchos   \t5000000000\nIcmp6InEcho 3\nlast 7")) {
            assertEquals(5_000_000_000L, text.named("Icmp6InEchos"));
            assertEquals(7, text.named("last"));
            assertEquals(0, text.named("Icmp6"));
        }
        try (ProcText text = text("Ip: A B\nIp: 1 2\nIcmpMsg: A B\nIcmpMsg: 3 4\n")) {
            assertEquals(4, text.inGroup("IcmpMsg:", "B"));
            assertEquals(2, text.inGroup("Ip:", "B"));
            assertEquals(0, text.inGroup("Ip:", "C"));
            assertEquals(0, text.inGroup("Udp:", "A"));
        }
        try (ProcText text = text("entries  drop other\n00000001 000000ff 1\n00000001 00000001 1\n")) {
            assertEquals(0x100, text.ofEachCpu("drop"));
            assertEquals(2, text.ofEachCpu("entries"));
            assertEquals(0, text.ofEachCpu("dro"));
        }
    }

    @Test
    void linesMayEndAnywhereAndNamesMayLackNumbers() throws Exception {
        for (String cut :
                new String[] {"", "\n", "\n\n", "a", "a ", "g", "g a", "g a\n", "g a\ng", "g a\ng \n", "a b\n\n"}) {
            try (ProcText text = text(cut)) {
                assertEquals(0, text.named("a"), cut);
                assertEquals(0, text.inGroup("g", "a"), cut);
                assertEquals(0, text.ofEachCpu("b"), cut);
            }
        }
    }

    @Test
    void isReadWholeHoweverLong() throws Exception {
        try (ProcText text = text("x 1\n".repeat(10_000) + "end 9\n")) {
            assertEquals(9, text.named("end"));
        }
    }

    /** The same as another reader sees. */
    @Test
    void theKernelsOwn() throws Exception {
        String snmp = Files.readString(Path.of("/proc/self/net/snmp"));
        String forwarding = snmp.lines()
                .filter(line -> line.startsWith("Ip:"))
                .toList()
                .get(1)
                .split(" ", -1)[1];
        try (ProcText text = new ProcText(Path.of("/proc/self/net/snmp"))) {
            for (int i = 0; i < 3; i++) {
                assertTrue(text.read());
                assertEquals(Long.parseLong(forwarding), text.inGroup("Ip:", "Forwarding"));
            }
        }
    }

    private ProcText text(String content) throws Exception {
        Path file = proc.resolve("text");
        Files.writeString(file, content);
        ProcText text = new ProcText(file);
        assertTrue(text.read());
        return text;
    }
}
