package nyanpong.support;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import nyanpong.wire.Arrival;

/** Packets that are almost right: one seed, one mutant. */
public final class Mutants {
    private static final int[] TELLING = {0, 1, 4, 5, 6, 8, 20, 28, 40, 58, 64, 127, 128, 129, 224, 240, 254, 255};

    private final List<byte[]> originals;

    public Mutants(List<byte[]> originals) {
        this.originals = List.copyOf(originals);
    }

    /** Every golden request of an ordinary size. */
    public static Mutants ofGoldenRequests() {
        return new Mutants(Golden.all().stream()
                .map(Golden::request)
                .filter(request -> request.length <= 1600)
                .toList());
    }

    public byte[] mutant(SplittableRandom random) {
        return mutant(originals.get(random.nextInt(originals.size())), random);
    }

    /** Of a packet that is left as it is. */
    public static byte[] mutant(byte[] original, SplittableRandom random) {
        byte[] b = original.clone();
        int changes = random.nextInt(5);
        for (int i = 0; i < changes && b.length > 0; i++) {
            b = change(b, random);
        }
        if (random.nextBoolean()) {
            putChecksumsRight(b);
        }
        return b;
    }

    /** Mostly as an ordinary packet arrives; else any bits at all. */
    public static int arrival(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> Arrival.withTag(Arrival.PLAIN, random.nextInt());
            case 2 -> Arrival.withTag(Arrival.PLAIN, random.nextInt(16) << 12 | (random.nextBoolean() ? 100 : 0));
            case 3 -> Arrival.of(random.nextInt(6), 0);
            case 4 -> Arrival.CHECKSUM_NOT_READY;
            default -> Arrival.PLAIN;
        };
    }

    private static byte[] change(byte[] b, SplittableRandom random) {
        // Headers are where a change tells; most of a packet is data.
        int at = random.nextInt(random.nextInt(4) == 0 ? b.length : Math.min(b.length, 64));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> b[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> b[at] = (byte) random.nextInt();
            case 4, 5 -> b[at] = (byte) TELLING[random.nextInt(TELLING.length)];
            case 6 -> {
                return Arrays.copyOf(b, random.nextInt(b.length + 1));
            }
            default -> {
                byte[] longer = Arrays.copyOf(b, b.length + 1 + random.nextInt(80));
                for (int i = b.length; i < longer.length; i++) {
                    longer[i] = (byte) random.nextInt();
                }
                return longer;
            }
        }
        return b;
    }

    /** As far as the lengths in the packet make sense, so that mutants get past the checksums. */
    public static void putChecksumsRight(byte[] b) {
        if (b.length < 14 + 20) {
            return;
        }
        if (Naive.u16(b, 12) == 0x86dd) {
            int payload = b.length < 54 ? -1 : Naive.u16(b, 18);
            if (payload >= 4 && 54 + payload <= b.length) {
                fillIcmp6(b, payload);
            }
            return;
        }
        int header = (b[14] & 0xf) * 4;
        int total = Naive.u16(b, 16);
        if (header >= 20 && header + 4 <= total && 14 + total <= b.length) {
            Naive.u16(b, 24, 0);
            Naive.u16(b, 24, Naive.checksum(b, 14, header, 0));
            Naive.u16(b, 14 + header + 2, 0);
            Naive.u16(b, 14 + header + 2, Naive.checksum(b, 14 + header, total - header, 0));
        }
    }

    private static void fillIcmp6(byte[] b, int payload) {
        Naive.u16(b, 56, 0);
        Naive.u16(b, 56, Naive.checksum(b, 54, payload, Naive.pseudoHeaderSum(b, 14, payload)));
    }
}
