package nyanpong.engine.xsk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.Claimed;
import nyanpong.engine.Claiming;
import nyanpong.engine.Engine;
import nyanpong.engine.Intake;
import nyanpong.sys.Bpf;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfXdp;
import nyanpong.sys.Libc;
import nyanpong.sys.Membarrier;
import nyanpong.sys.Waker;

/**
 * AF_XDP: packets that {@link XskProgram} has claimed, answered in the memory that they came in and sent from there. The program is
 * loaded here; where and how long it runs is its takeover's to say, and so nothing is received before that.
 */
public final class XskEngine implements Engine, Claiming {
    /** Queues that are served at most, 8 or 16 MiB of locked memory each; packets by others are the kernel's. */
    public static final int MOST_QUEUES = 64;

    private static final String LICENSE = "Apache-2.0";
    private static final long RETRY_NANOS = 1_000_000;
    private static final long GRACE_NANOS = 20_000_000;

    private final int ifindex;
    private final XskMaps maps;
    private final XskQueue[] queues;
    private final int program;
    private final Waker waker;
    private ClaimCounts lastCounts;
    private Intake lastIntake;

    /**
     * Opens a socket a queue, and loads the program.
     *
     * @param mtu what the interface may carry; packets longer than that, or than 3840 octets, are left to the kernel
     * @param queues of the interface's receive queues, those that are served: as many as there are transmit queues at most
     * @param headroom bytes before each packet that a handler may write in; 256 at most
     * @throws IOException if this kernel has none of it, or does not let us
     */
    public XskEngine(int ifindex, int mtu, int queues, int headroom) throws IOException {
        if (headroom > IfXdp.XDP_PACKET_HEADROOM || queues < 1 || queues > MOST_QUEUES) {
            throw new IllegalArgumentException("headroom " + headroom + ", queues " + queues);
        }
        this.ifindex = ifindex;
        XskShape shape = XskShape.of(mtu);
        maps = new XskMaps(queues);
        List<XskQueue> opened = new ArrayList<>();
        int loaded = -1;
        try (Arena call = Arena.ofConfined()) {
            loaded = new Bpf()
                    .progLoad(
                            XskProgram.NAME,
                            Bpf.BPF_PROG_TYPE_XDP,
                            Bpf.BPF_XDP,
                            Bpf.BPF_F_XDP_HAS_FRAGS,
                            LICENSE,
                            XskProgram.of(maps, shape).assemble(call));
            for (int queue = 0; queue < queues; queue++) {
                opened.add(new XskQueue(ifindex, queue, shape, maps));
            }
            waker = new Waker(opened.stream().mapToInt(XskQueue::fd).toArray());
        } catch (IOException e) {
            opened.forEach(XskQueue::close);
            new Libc().close(loaded);
            maps.close();
            throw e;
        }
        program = loaded;
        this.queues = opened.toArray(XskQueue[]::new);
        poll((p, at, length, arrival) -> 0); // classes, and calls of libc
    }

    /** The descriptor of the program. */
    public int program() {
        return program;
    }

    /** Whether the driver works in our memory, for one queue at least: the program must run in the driver then. */
    public boolean isZeroCopy() {
        for (XskQueue queue : queues) {
            if (queue.isZeroCopy()) {
                return true;
            }
        }
        return false;
    }

    /** The only Ethernet address whose packets are claimed, as the low 48 bits. */
    public void linkAddress(long address) {
        maps.linkAddress(address);
    }

    @Override
    public void claimLess(Claimed wanted) throws ErrnoException {
        maps.addresses().claimLess(wanted);
    }

    @Override
    public void claimMore(Claimed wanted) throws ErrnoException {
        maps.addresses().claimMore(wanted);
    }

    @Override
    public String name() {
        return "xsk";
    }

    /** Its sockets are a device's, for ever. */
    @Override
    public void bind(int now) throws ErrnoException {
        if (now != ifindex) {
            throw new ErrnoException("bind(AF_XDP, ifindex=" + now + ")", Errno.ENODEV);
        }
    }

    /** Has packets claimed, once the program runs. */
    @Override
    public void open() throws ErrnoException {
        for (XskQueue queue : queues) {
            queue.open();
        }
    }

    /** On return the program claims nothing more, and what it has claimed is in the rings. */
    @Override
    public void shut() throws ErrnoException {
        for (int queue = 0; queue < queues.length; queue++) {
            maps.shut(queue);
        }
        try {
            Membarrier.global();
        } catch (ErrnoException e) {
            LockSupport.parkNanos(GRACE_NANOS); // it runs for microseconds
        }
    }

    @Override
    public int poll(Handler handler) {
        int taken = 0;
        for (XskQueue queue : queues) {
            taken += queue.poll(handler);
        }
        return taken;
    }

    @Override
    public void send(MemorySegment p, long at, int length) {
        queues[0].send(p, at, length);
    }

    @Override
    public void awaitUntil(long nanos) {
        long until = nanos;
        for (XskQueue queue : queues) {
            queue.rest();
            if (queue.hasToKick()) {
                long soon = System.nanoTime() + RETRY_NANOS;
                until = until - soon < 0 ? until : soon;
            }
        }
        waker.awaitUntil(until);
        if (waker.hasError()) {
            for (XskQueue queue : queues) {
                queue.takeError();
            }
        }
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public long sendFailures() {
        long all = 0;
        for (XskQueue queue : queues) {
            all += queue.failures();
        }
        return all;
    }

    @Override
    public long sent() {
        long all = 0;
        for (XskQueue queue : queues) {
            all += queue.sent();
        }
        return all;
    }

    /** By the program's own count, and the kernel's of what did not arrive. */
    @Override
    public synchronized Optional<Intake> intake() {
        return Optional.of(lastIntake != null ? lastIntake : askIntake());
    }

    @Override
    public synchronized ClaimCounts counts() {
        return lastCounts != null
                ? lastCounts
                : new ClaimCounts(maps.sum(XskMaps.CLAIMED), maps.sum(XskMaps.FULL), maps.sum(XskMaps.LATE));
    }

    @Override
    public synchronized void close() {
        lastIntake = askIntake();
        lastCounts = counts();
        waker.close();
        for (XskQueue queue : queues) {
            queue.close();
        }
        new Libc().close(program);
        maps.close();
    }

    private Intake askIntake() {
        long lost = 0;
        for (XskQueue queue : queues) {
            lost += queue.lost();
        }
        return new Intake(maps.sum(XskMaps.CLAIMED), lost);
    }
}
