package nyanpong.echo;

/**
 * IPv4 identifications that no peer can predict, each once in every 65,536: RFC 6864 section 4.2 forbids a repeat while
 * fragments may still travel, RFC 6274 section 3.5 tells what a predictable one gives away.
 *
 * <p>A counter passed through a keyed permutation of 16 bits: four Feistel rounds on halves of 8, with a new key each time
 * round. So one may repeat soon where two rounds meet: never to repeat within 65,536 is to repeat the whole order.
 */
final class Identification {
    private int counter;
    private long key;

    Identification(long seed) {
        key = Mix.of(seed);
    }

    int next() {
        if (counter == 0x10000) {
            counter = 0;
            key = Mix.of(key);
        }
        int left = counter >>> 8;
        int right = counter & 0xff;
        counter++;
        for (int round = 0; round < 4; round++) {
            int f = (int) (Mix.of(key + right * 4L + round) >>> 56);
            int next = left ^ f;
            left = right;
            right = next;
        }
        return left << 8 | right;
    }
}
