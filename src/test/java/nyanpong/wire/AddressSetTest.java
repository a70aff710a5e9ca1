package nyanpong.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nyanpong.support.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes and sets of them, against 128-bit arithmetic. */
class AddressSetTest {
    /** Few distinct bits, so that prefixes nest, touch and repeat. */
    @Test
    void holdsWhatOneOfItsPrefixesHolds() {
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Prefix> prefixes = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                prefixes.add(new Prefix(sparse(random), sparse(random), random.nextInt(129)));
            }
            AddressSet set = new AddressSet(prefixes);
            for (int i = 0; i < 100; i++) {
                long[] address = near(random, prefixes);
                boolean expected = prefixes.stream().anyMatch(prefix -> naive(prefix, address[0], address[1]));
                assertEquals(expected, set.contains(address[0], address[1]), () -> prefixes.toString());
            }
        }
    }

    @Test
    void aPrefixHoldsWhatItsBitsSay() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 30_000; i++) {
            Prefix prefix = new Prefix(sparse(random), sparse(random), random.nextInt(129));
            long[] address = near(random, List.of(prefix));
            assertEquals(
                    naive(prefix, address[0], address[1]), prefix.contains(address[0], address[1]), prefix::toString);
        }
    }

    @Test
    void anEmptySetHoldsNothing() {
        assertFalse(new AddressSet(List.of()).contains(0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 192.0.2.0/24",
        "192.0.2.77, 32, 192.0.2.77/32",
        "192.0.2.77, 0, 0.0.0.0/0",
        "2001:db8::77, 64, 2001:db8::/64",
        "2001:db8::77, 128, 2001:db8::77/128",
        "2001:db8::77, 0, ::/0",
    })
    void ofAnAddressAndALength(String address, int length, String text) {
        assertEquals(text, Prefix.of(Host.address(address), length).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 33, 128})
    void refusesALengthThatIpv4DoesNotHave(int length) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.of(Host.address("192.0.2.1"), length));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 129})
    void refusesALengthThatIpv6DoesNotHave(int length) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.of(Host.address("::1"), length));
    }

    private static boolean naive(Prefix prefix, long high, long low) {
        int shift = 128 - prefix.length();
        return big(prefix.high(), prefix.low())
                .shiftRight(shift)
                .equals(big(high, low).shiftRight(shift));
    }

    private static BigInteger big(long high, long low) {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    private static long sparse(SplittableRandom random) {
        long bits = random.nextBoolean() ? 0 : -1;
        for (int i = random.nextInt(3); i > 0; i--) {
            bits ^= 1L << random.nextInt(64);
        }
        return bits;
    }

    /** An edge of a prefix, or one beside it, or any address. */
    private static long[] near(SplittableRandom random, List<Prefix> prefixes) {
        if (prefixes.isEmpty() || random.nextInt(8) == 0) {
            return new long[] {sparse(random), sparse(random)};
        }
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        BigInteger first = big(prefix.high(), prefix.low());
        BigInteger size = BigInteger.ONE.shiftLeft(128 - prefix.length());
        BigInteger edge = random.nextBoolean() ? first : first.add(size).subtract(BigInteger.ONE);
        BigInteger address = edge.add(BigInteger.valueOf(random.nextInt(-1, 2))).mod(BigInteger.ONE.shiftLeft(128));
        return new long[] {address.shiftRight(64).longValue(), address.longValue()};
    }
}
