import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import nyanpong.sys.Bpf;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfTestRun;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Xdp;

/**
 * Pings in numbers that no socket reaches: BPF_PROG_TEST_RUN with live frames, millions a second. Run as root in the pinger's namespace, on
 * a veth whose other end has GRO on (ethtool -K s0 gro on), so that it takes frames:
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED -cp target/nyanpong.jar src/bench/Live.java flood IFINDEX SECONDS MAC-FROM MAC-TO FROM TO [IDENTIFIER]
 *     prints: answers a second, replies, errors, by an XDP program on the interface that counts and drops them
 * java ... src/bench/Live.java echo IFINDEX native|generic
 *     answers like the simplest of programs, MACs, addresses and type turned round, until it is killed: what there is to be compared with
 * </pre>
 *
 * The requests are of a router (56 octets of abcd), 98 octets with the Ethernet header, their sequence numbers one after the other.
 */
public final class Live {
    private static final int REPLIES = 0;
    private static final int ERRORS = 8;
    private static final int SEQUENCE = 16;
    private static final int COUNTS = 24;
    private static final int DATA = 56;
    private static final int BATCH = 1 << 16;

    private static final Bpf BPF = new Bpf();
    private static final Arena ARENA = Arena.global();

    public static void main(String[] args) throws Exception {
        int ifindex = Integer.parseInt(args[1]);
        if (args[0].equals("echo")) {
            int flag = args[2].equals("native") ? Xdp.XDP_FLAGS_DRV_MODE : Xdp.XDP_FLAGS_SKB_MODE;
            BPF.linkCreate(load("live_echo", echo()), ifindex, Bpf.BPF_XDP, flag);
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
        }
        byte[] request = request(args);
        int map = BPF.mapCreate("live_count", Bpf.BPF_MAP_TYPE_ARRAY, 4, COUNTS, 1, Bpf.BPF_F_MMAPABLE);
        MemorySegment counts = Mman.shared(new Libc(), ARENA, map, COUNTS);
        int sink = BPF.linkCreate(load("live_sink", sink(map)), ifindex, Bpf.BPF_XDP, Xdp.XDP_FLAGS_DRV_MODE);
        BpfTestRun flood = new BpfTestRun(load("live_flood", flood(map, request)));
        for (int few = 1; few <= 1 << 12; few <<= 2) { // the session is opened, and then the way is warm
            flood.runLive(request, few, ifindex);
            Thread.sleep(50);
        }
        long replies = counts.get(JAVA_LONG, REPLIES);
        long errors = counts.get(JAVA_LONG, ERRORS);
        long begin = System.nanoTime();
        long end = begin + (long) (Double.parseDouble(args[2]) * 1e9);
        while (System.nanoTime() < end) {
            flood.runLive(request, BATCH, ifindex);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        replies = counts.get(JAVA_LONG, REPLIES) - replies;
        errors = counts.get(JAVA_LONG, ERRORS) - errors;
        System.out.printf("%.0f %d %d%n", (replies + errors) / seconds, replies, errors);
        BPF.linkDetach(sink);
    }

    private static int load(String name, BpfAssembler program) throws Exception {
        return BPF.progLoad(name, Bpf.BPF_PROG_TYPE_XDP, Bpf.BPF_XDP, "", program.assemble(ARENA));
    }

    private static byte[] request(String[] args) throws Exception {
        HexFormat mac = HexFormat.ofDelimiter(":");
        ByteBuffer b = ByteBuffer.allocate(14 + 20 + 8 + DATA);
        b.put(mac.parseHex(args[4])).put(mac.parseHex(args[3])).putShort((short) 0x0800);
        b.put((byte) 0x45).put((byte) 0).putShort((short) (28 + DATA)).putInt(0).put((byte) 64).put((byte) 1).putShort((short) 0);
        b.put(InetAddress.getByName(args[5]).getAddress()).put(InetAddress.getByName(args[6]).getAddress());
        int identifier = args.length > 7 ? Integer.parseInt(args[7]) : 4711;
        b.put((byte) 8).put((byte) 0).putShort((short) 0).putShort((short) identifier).putShort((short) 0);
        for (int i = 0; i < DATA; i += 2) {
            b.putShort((short) 0xabcd);
        }
        b.putShort(24, (short) ~sum(b, 14, 20));
        return b.array();
    }

    private static int sum(ByteBuffer b, int at, int length) {
        int sum = 0;
        for (int i = at; i < at + length; i += 2) {
            sum += b.getShort(i) & 0xffff;
        }
        return (sum & 0xffff) + (sum >>> 16);
    }

    /** Writes the headers anew, for the frame is what came of the one before, with the next sequence number. */
    private static BpfAssembler flood(int map, byte[] request) {
        ByteBuffer b = ByteBuffer.wrap(request);
        BpfAssembler program = packet(new BpfAssembler().mov(R6, R1), 42);
        b.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < 40; at += 8) {
            program.mov64(R1, b.getLong(at)).store(DW, R7, at, R1);
        }
        b.order(ByteOrder.BIG_ENDIAN);
        int rest = sum(b, 34, request.length - 34);
        return program.mov(R1, 1)
                .mapValue(R2, map, SEQUENCE)
                .atomicFetchAdd(DW, R2, 0, R1)
                .and(R1, 0xffff)
                .mov(R3, R1)
                .bigEndian(R3, 16)
                .store(H, R7, 40, R3)
                .add(R1, rest)
                .mov(R2, R1)
                .rsh(R2, 16)
                .and(R1, 0xffff)
                .add(R1, R2)
                .mov(R2, R1)
                .rsh(R2, 16)
                .add(R1, R2)
                .xor(R1, 0xffff)
                .bigEndian(R1, 16)
                .store(H, R7, 36, R1)
                .mov(R0, Xdp.XDP_TX)
                .exit()
                .label("short")
                .mov(R0, Xdp.XDP_DROP)
                .exit();
    }

    private static BpfAssembler sink(int map) {
        return packet(new BpfAssembler().mov(R6, R1), 42)
                .load(H, R1, R7, 12)
                .jump(R1, NE, 8, "short")
                .load(B, R1, R7, 23)
                .jump(R1, NE, 1, "short")
                .mapValue(R2, map, REPLIES)
                .load(B, R1, R7, 34)
                .jump(R1, EQ, 0, "count")
                .mapValue(R2, map, ERRORS)
                .label("count")
                .mov(R1, 1)
                .atomicAdd(DW, R2, 0, R1)
                .mov(R0, Xdp.XDP_DROP)
                .exit()
                .label("short")
                .mov(R0, Xdp.XDP_PASS)
                .exit();
    }

    private static BpfAssembler echo() {
        BpfAssembler program = packet(new BpfAssembler().mov(R6, R1), 42)
                .load(H, R1, R7, 12)
                .jump(R1, NE, 8, "short")
                .load(B, R1, R7, 23)
                .jump(R1, NE, 1, "short")
                .load(B, R1, R7, 34)
                .jump(R1, NE, 8, "short");
        swap(program, W, 0, 6);
        swap(program, H, 4, 10);
        swap(program, W, 26, 30);
        return program.store(B, R7, 34, 0)
                .load(H, R1, R7, 36)
                .add(R1, 8) // RFC 1624: the type was 8, and lies in the low octet
                .mov(R2, R1)
                .rsh(R2, 16)
                .add(R1, R2)
                .store(H, R7, 36, R1)
                .mov(R0, Xdp.XDP_TX)
                .exit()
                .label("short")
                .mov(R0, Xdp.XDP_PASS)
                .exit();
    }

    private static void swap(BpfAssembler program, nyanpong.sys.BpfSize size, int a, int b) {
        program.load(size, R1, R7, a).load(size, R8, R7, b).store(size, R7, a, R8).store(size, R7, b, R1);
    }

    private static BpfAssembler packet(BpfAssembler program, int octets) {
        return program.load(W, R7, R6, Xdp.Md.DATA)
                .load(W, R1, R6, Xdp.Md.DATA_END)
                .mov(R2, R7)
                .add(R2, octets)
                .jump(R2, GT, R1, "short");
    }

    private Live() {}
}
