package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code BPF_PROG_TEST_RUN}, the kernel's Documentation/bpf/bpf_prog_run.rst: runs a program on packets that nobody sent, for tests
 * and measurements. Packets are octets from the Ethernet header on.
 */
public final class BpfTestRun {
    private static final int BPF_PROG_TEST_RUN = 10;
    private static final int BPF_F_TEST_XDP_LIVE_FRAMES = 1 << 1;
    private static final int ATTR = 80;
    private static final int MOST_GROWTH = 256;

    private final Bpf bpf = new Bpf();
    private final int program;

    /**
     * @param result what the program returned
     * @param left the packet as it left it
     * @param nanos that a run took, on the average of all
     */
    public record Outcome(int result, MemorySegment left, int nanos) {
        public byte[] packet() {
            return left.toArray(JAVA_BYTE);
        }
    }

    /** @param program its descriptor */
    public BpfTestRun(int program) {
        this.program = program;
    }

    /** Runs an XDP program on a packet, as often as is wanted; each time after the first on what it has left. */
    public Outcome run(byte[] packet, int times) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(JAVA_BYTE, packet);
            MemorySegment out = arena.allocate(packet.length + MOST_GROWTH);
            MemorySegment attr = attr(arena, in);
            attr.set(JAVA_INT, 12, (int) out.byteSize());
            attr.set(JAVA_LONG, 24, out.address());
            attr.set(JAVA_INT, 32, times);
            call(attr);
            byte[] left = out.asSlice(0, attr.get(JAVA_INT, 12)).toArray(JAVA_BYTE);
            return new Outcome(attr.get(JAVA_INT, 4), MemorySegment.ofArray(left), attr.get(JAVA_INT, 36));
        }
    }

    /**
     * Has an XDP program run on packets as if an interface had received them, and the kernel do with each what it returned: Linux
     * 5.18. Each is what the program has left of the one before in the same memory, unless it makes it anew.
     */
    public void runLive(byte[] packet, int times, int ifindex) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = attr(arena, arena.allocateFrom(JAVA_BYTE, packet));
            MemorySegment context = arena.allocate(Xdp.Md.SIZE, 8);
            context.set(JAVA_INT, Xdp.Md.DATA_END, packet.length);
            context.set(JAVA_INT, Xdp.Md.INGRESS_IFINDEX, ifindex);
            attr.set(JAVA_INT, 32, times);
            attr.set(JAVA_INT, 40, Xdp.Md.SIZE);
            attr.set(JAVA_LONG, 48, context.address());
            attr.set(JAVA_INT, 64, BPF_F_TEST_XDP_LIVE_FRAMES);
            call(attr);
        }
    }

    private MemorySegment attr(Arena arena, MemorySegment packet) {
        MemorySegment attr = arena.allocate(ATTR, 8);
        attr.set(JAVA_INT, 0, program);
        attr.set(JAVA_INT, 8, (int) packet.byteSize());
        attr.set(JAVA_LONG, 16, packet.address());
        return attr;
    }

    private void call(MemorySegment attr) throws ErrnoException {
        Libc.check("bpf(BPF_PROG_TEST_RUN, fd=" + program + ")", bpf.bpf(BPF_PROG_TEST_RUN, attr));
    }
}
