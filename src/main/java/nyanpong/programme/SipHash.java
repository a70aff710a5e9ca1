package nyanpong.programme;

/**
 * SipHash-2-4 of five 64-bit words: Aumasson and Bernstein, 2012. Without the key nobody can choose sessions that collide.
 */
public final class SipHash {
    private final long k0;
    private final long k1;

    public SipHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    long of(long a, long b, long c, long d, long e) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        for (int word = 0; word < 8; word++) {
            long m = switch (word) {
                case 0 -> a;
                case 1 -> b;
                case 2 -> c;
                case 3 -> d;
                case 4 -> e;
                case 5 -> 40L << 56; // the length in bytes ends the message
                default -> 0; // the four rounds at the end, two at a time
            };
            v2 ^= word == 6 ? 0xff : 0;
            v3 ^= m;
            // Rotations are spelt out: as calls, the compiler leaves them calls where it has inlined much around us.
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v1 = (v1 << 13 | v1 >>> 51) ^ v0;
                v0 = (v0 << 32 | v0 >>> 32);
                v2 += v3;
                v3 = (v3 << 16 | v3 >>> 48) ^ v2;
                v0 += v3;
                v3 = (v3 << 21 | v3 >>> 43) ^ v0;
                v2 += v1;
                v1 = (v1 << 17 | v1 >>> 47) ^ v2;
                v2 = (v2 << 32 | v2 >>> 32);
            }
            v0 ^= m;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
