package nyanpong.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The Internet checksum by size: a ping's message, an Ethernet's fill of one, a jumbo packet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class ChecksumBench {
    /** Where the ICMP header stands behind an Ethernet and an IPv4 header: not aligned. */
    private static final int AT = 34;

    @Param({"64", "1472", "9000"})
    private int size;

    private MemorySegment p;

    @Setup
    public void setUp() {
        p = Arena.ofShared().allocate(AT + size, 64);
        for (int i = 0; i < size; i++) {
            Octets.u8(p, AT + i, i * 31);
        }
    }

    @Benchmark
    public int sum() {
        return Checksum.sum(p, AT, size, 0);
    }

    /** RFC 1624, equation 3: one word of so many has changed, and the rest is not looked at. */
    @Benchmark
    public void incremental() {
        int old = Octets.u16(p, AT);
        int changed = old ^ 0x800;
        int sum = (~Octets.u16(p, AT + 2) & 0xffff) + (~old & 0xffff) + changed;
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        Octets.u16(p, AT, changed);
        Octets.u16(p, AT + 2, ~sum);
    }
}
