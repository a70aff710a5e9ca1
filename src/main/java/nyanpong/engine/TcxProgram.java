package nyanpong.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;

/**
 * The program that claims packets from the kernel, {@link ClaimProgram}, loaded, with all that it shares with us. Where and how long
 * it runs is its takeover's to say, and so nothing is received before that.
 */
public final class TcxProgram implements Claiming, AutoCloseable {
    private static final String LICENSE = "Apache-2.0";

    private final ClaimMaps maps;
    private final int fd;
    private ClaimCounts[] last;

    /**
     * Claims nothing yet.
     *
     * @param mtu what the interface may carry; packets that are longer than that and than 2048 octets are left to the kernel
     * @param rings how many threads are to read, each by a {@link TcxEngine} of its own
     * @throws IOException if this kernel has none of it, or does not let us
     */
    public TcxProgram(int mtu, int rings) throws IOException {
        maps = new ClaimMaps(ClaimShape.of(mtu), rings);
        try (Arena arena = Arena.ofConfined()) {
            fd = new Bpf()
                    .progLoad(
                            ClaimProgram.NAME,
                            Bpf.BPF_PROG_TYPE_SCHED_CLS,
                            Bpf.BPF_TCX_INGRESS,
                            LICENSE,
                            ClaimProgram.of(maps, new SecureRandom().nextLong()).assemble(arena));
        } catch (IOException e) {
            maps.close();
            throw e;
        }
    }

    /** The descriptor. */
    public int fd() {
        return fd;
    }

    @Override
    public void claimLess(Claimed wanted) throws ErrnoException {
        maps.claimLess(wanted);
    }

    @Override
    public void claimMore(Claimed wanted) throws ErrnoException {
        maps.claimMore(wanted);
    }

    /** What the program has counted, of all rings; also after {@link #close}. */
    @Override
    public ClaimCounts counts() {
        return IntStream.range(0, maps.rings())
                .mapToObj(this::counts)
                .reduce(new ClaimCounts(0, 0, 0), ClaimCounts::and);
    }

    ClaimMaps maps() {
        return maps;
    }

    /** Of one ring; also after {@link #close}. */
    synchronized ClaimCounts counts(int ring) {
        return last != null ? last[ring] : maps.counts(ring);
    }

    /** When those who read are closed. */
    @Override
    public synchronized void close() {
        last = IntStream.range(0, maps.rings()).mapToObj(maps::counts).toArray(ClaimCounts[]::new);
        new Libc().close(fd);
        maps.close();
    }
}
