package nyanpong.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.SockFilter;

/** Classic BPF as the kernel runs it: Documentation/networking/filter.rst. A load beyond the packet returns 0. */
public final class BpfInterpreter {
    private final int[] code;
    private final int[] ifTrue;
    private final int[] ifFalse;
    private final int[] k;

    @SuppressWarnings("restricted") // struct sock_fprog holds its program as an address
    public BpfInterpreter(SockFilter filter) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fprog = filter.assemble(arena);
            int length = fprog.get(JAVA_SHORT, 0) & 0xffff;
            MemorySegment program =
                    MemorySegment.ofAddress(fprog.get(JAVA_LONG, 8)).reinterpret(8L * length);
            code = new int[length];
            ifTrue = new int[length];
            ifFalse = new int[length];
            k = new int[length];
            for (int i = 0; i < length; i++) {
                code[i] = program.get(JAVA_SHORT, 8L * i) & 0xffff;
                ifTrue[i] = program.get(JAVA_BYTE, 8L * i + 2) & 0xff;
                ifFalse[i] = program.get(JAVA_BYTE, 8L * i + 3) & 0xff;
                k[i] = program.get(JAVA_INT, 8L * i + 4);
            }
        }
    }

    /** As {@code tcpdump -ddd} prints a program, without its length. */
    public String listing() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < code.length; i++) {
            text.append("%d %d %d %d\n".formatted(code[i], ifTrue[i], ifFalse[i], Integer.toUnsignedLong(k[i])));
        }
        return text.toString();
    }

    public boolean accepts(byte[] packet) {
        return run(packet) != 0;
    }

    /** How many bytes of the packet are delivered; 0 is none of it. */
    public int run(byte[] packet) {
        return run(packet, false);
    }

    /** @param tagged whether the kernel took a VLAN tag out of it */
    public int run(byte[] packet, boolean tagged) {
        return run(packet, tagged, 0);
    }

    /** @param protocol the EtherType that the kernel knows, where it is not in what is given here */
    public int run(byte[] packet, boolean tagged, int protocol) {
        int a = 0;
        int x = 0;
        for (int pc = 0; ; pc++) {
            int size = switch (code[pc]) {
                case 0x20 -> 4;
                case 0x28 -> 2;
                case 0x30, 0x50, 0xb1 -> 1;
                default -> 0;
            };
            int at = k[pc] + (code[pc] == 0x50 ? x : 0);
            if (size == 4 && at == SockFilter.SKF_AD_VLAN_TAG_PRESENT) {
                a = tagged ? 1 : 0;
                continue;
            }
            if (size == 4 && at == SockFilter.SKF_AD_PROTOCOL) {
                a = protocol;
                continue;
            }
            if (size != 0 && (at < 0 || at + size > packet.length)) {
                return 0;
            }
            switch (code[pc]) {
                case 0x20 -> a = Naive.u16(packet, at) << 16 | Naive.u16(packet, at + 2);
                case 0x28 -> a = Naive.u16(packet, at);
                case 0x30, 0x50 -> a = Naive.u8(packet, at);
                case 0x80 -> a = packet.length;
                case 0xb1 -> x = 4 * (Naive.u8(packet, at) & 0xf);
                case 0x54 -> a &= k[pc];
                case 0x04 -> a += k[pc];
                case 0x24 -> a *= k[pc];
                case 0x74 -> a >>>= k[pc];
                case 0x94 -> a = Integer.remainderUnsigned(a, k[pc]);
                case 0xa4 -> a ^= k[pc];
                case 0xac -> a ^= x;
                case 0x07 -> x = a;
                case 0x05 -> pc += k[pc];
                case 0x15 -> pc += a == k[pc] ? ifTrue[pc] : ifFalse[pc];
                case 0x25 -> pc += Integer.compareUnsigned(a, k[pc]) > 0 ? ifTrue[pc] : ifFalse[pc];
                case 0x45 -> pc += (a & k[pc]) != 0 ? ifTrue[pc] : ifFalse[pc];
                case 0x06 -> {
                    return k[pc];
                }
                case 0x16 -> {
                    return a;
                }
                default -> throw new IllegalStateException("instruction " + Integer.toHexString(code[pc]));
            }
        }
    }
}
