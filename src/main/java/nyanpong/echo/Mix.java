package nyanpong.echo;

/** Steele, Lea and Flood's SplitMix64 finaliser: every input bit reaches every output bit. A permutation of 64 bits. */
final class Mix {
    private Mix() {}

    static long of(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
