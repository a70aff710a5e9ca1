package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import nyanpong.support.BpfInterpreter;
import nyanpong.support.Golden;
import nyanpong.wire.Ethernet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which thread a packet comes to, run by an interpreter; the kernel runs it in 27-threads.sh. */
class FanoutTest {
    private static final int KEY = 0x6e79616e;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_908);

    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 64})
    void allOfASourceComesToOneThread(int threads) {
        BpfInterpreter program = new BpfInterpreter(Fanout.program(threads, KEY));
        for (int i = 0; i < 200; i++) {
            byte[] address = randomOf(4);
            byte[] address6 = randomOf(16);
            int thread = thread(program, threads, address);
            int thread6 = thread(program, threads, address6);
            for (int host = 0; host < 256; host++) {
                address[3] = (byte) host;
                assertEquals(thread, thread(program, threads, address));
                System.arraycopy(randomOf(8), 0, address6, 8, 8);
                assertEquals(thread6, thread(program, threads, address6));
            }
        }
    }

    /** Neighbouring prefixes, as those of one country's routers, and such as differ in their first half alone. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 64})
    void sourcesAreSpreadEvenly(int threads) {
        BpfInterpreter program = new BpfInterpreter(Fanout.program(threads, KEY));
        int[][] counts = new int[3][threads];
        int sources = 1000 * threads;
        for (int i = 0; i < sources; i++) {
            byte[] a = {(byte) (64 + (i >> 16)), (byte) (i >> 8), (byte) i, 1};
            counts[0][thread(program, threads, a)]++;
            byte[] low = new byte[16];
            System.arraycopy(
                    new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, (byte) (i >> 16), (byte) (i >> 8), (byte) i},
                    0,
                    low,
                    0,
                    8);
            counts[1][thread(program, threads, low)]++;
            byte[] high = new byte[16];
            System.arraycopy(new byte[] {0x20, (byte) (i >> 16), (byte) (i >> 8), (byte) i}, 0, high, 0, 4);
            counts[2][thread(program, threads, high)]++;
        }
        for (int[] count : counts) {
            // Of 1,000 expected, five standard deviations.
            assertTrue(Arrays.stream(count).allMatch(n -> Math.abs(n - 1000) < 5 * 32), Arrays.toString(count));
        }
    }

    /** Another key, other neighbours: half of those who share one of two threads. */
    @Test
    void nobodyKnowsWithWhomHeSharesAThread() {
        BpfInterpreter one = new BpfInterpreter(Fanout.program(2, KEY));
        BpfInterpreter other = new BpfInterpreter(Fanout.program(2, KEY + 1));
        int same = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] source = randomOf(i % 2 == 0 ? 4 : 16);
            same += thread(one, 2, source) == thread(other, 2, source) ? 1 : 0;
        }
        assertTrue(Math.abs(same - 2000) < 5 * 32, "" + same);
    }

    /** One socket more, and the kernel gives everything to it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 64})
    void aGroupIsShutByOneMore(int threads) {
        BpfInterpreter program = new BpfInterpreter(Fanout.program(threads, KEY));
        for (int i = 0; i < 10_000; i++) {
            byte[] packet = request(randomOf(i % 2 == 0 ? 4 : 16));
            int said = program.run(packet, false, packet.length > 40 ? Ethernet.IPV6 : Ethernet.IPV4);
            assertEquals(threads, Integer.remainderUnsigned(said, threads + 1));
        }
        assertEquals(threads, program.run(new byte[60], false, 0x0806));
    }

    @Test
    void realRequestsHaveTheirSourceThere() {
        BpfInterpreter program = new BpfInterpreter(Fanout.program(64, KEY));
        for (Golden golden : Golden.all()) {
            byte[] packet = golden.request();
            boolean six = packet[12] == (byte) 0x86;
            byte[] ip = Arrays.copyOfRange(packet, 14, packet.length);
            byte[] source = Arrays.copyOfRange(ip, six ? 8 : 12, six ? 24 : 16);
            int said = program.run(ip, false, six ? Ethernet.IPV6 : Ethernet.IPV4);
            assertEquals(thread(program, 64, source), Integer.remainderUnsigned(said, 64));
        }
    }

    private static int thread(BpfInterpreter program, int threads, byte[] source) {
        byte[] packet = request(source);
        return Integer.remainderUnsigned(
                program.run(packet, false, source.length == 4 ? Ethernet.IPV4 : Ethernet.IPV6), threads);
    }

    /** From the network header on; nothing but what is looked at. */
    private static byte[] request(byte[] source) {
        byte[] packet = new byte[source.length == 4 ? 28 : 48];
        System.arraycopy(source, 0, packet, source.length == 4 ? 12 : 8, source.length);
        return packet;
    }

    private byte[] randomOf(int octets) {
        byte[] address = new byte[octets];
        random.nextBytes(address);
        return address;
    }
}
