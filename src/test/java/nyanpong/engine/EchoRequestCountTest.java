package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoRequestCountTest {
    @TempDir
    Path proc;

    @Test
    void readsWhatTheKernelShows() throws Exception {
        Files.createDirectory(proc.resolve("stat"));
        write("snmp", "Icmp: InMsgs InErrors\nIcmp: 9 0\nIcmpMsg: InType0 InType8 OutType0\nIcmpMsg: 2 3000000000 2\n");
        write(
                "netstat",
                "TcpExt: SyncookiesSent IPReversePathFilter X\nTcpExt: 0 40 7\nIpExt: InMcastPkts\nIpExt: 5\n");
        write(
                "snmp6",
                "Ip6InReceives                   \t41\nIcmp6InEchos                    \t17\nIcmp6InEchoReplies \t3\n");
        write(
                "stat/rt_cache",
                "entries  in_hit in_martian_src\n00000000 00000001 00000100\n00000000 00000001 00000200\n");
        write(
                "stat/nf_conntrack",
                "entries  insert_failed drop\n00000009 00001000 00002000\n00000009 00000000 0000000a\n");
        assertEquals(3_000_000_000L + 40 + 0x300 + 0x300a, new EchoRequestCount(false, proc).getAsLong());
        assertEquals(17 + 0x300a, new EchoRequestCount(true, proc).getAsLong());
    }

    /** IcmpMsg has no column for a type that has never been seen. */
    @Test
    void whatIsNotThereIsZero() throws Exception {
        assertEquals(0, new EchoRequestCount(false, proc).getAsLong());
        assertEquals(0, new EchoRequestCount(true, proc).getAsLong());
        write("snmp", "Icmp: InMsgs\nIcmp: 9\nIcmpMsg: OutType8\nIcmpMsg: 2\n");
        write("snmp6", "");
        write("netstat", "TcpExt: A\n");
        assertEquals(0, new EchoRequestCount(false, proc).getAsLong());
        assertEquals(0, new EchoRequestCount(true, proc).getAsLong());
    }

    @Test
    void thisKernelHasThem() throws Exception {
        assertTrue(Files.readString(Path.of("/proc/net/snmp")).contains("Icmp"));
        assertTrue(new EchoRequestCount(false).getAsLong() >= 0);
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(proc.resolve(file), text);
    }
}
