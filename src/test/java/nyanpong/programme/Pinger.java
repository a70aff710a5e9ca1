package nyanpong.programme;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import nyanpong.wire.AddressText;

/** One run of one client, a request every so often, and what became of the last. */
final class Pinger {
    private static final int ADDRESS = 0xc0000202;
    private static final int DATA = 56;

    private final Programme programme;
    private final MemorySegment p = Arena.ofAuto().allocate(8 + DATA);
    private final Request r;
    private final int identifier;
    private long nanos;

    /** @param nanos when the first request comes */
    Pinger(Programme programme, Client client, int source, int identifier, long nanos) {
        this.programme = programme;
        this.identifier = identifier;
        this.nanos = nanos;
        r = Requests.at(Requests.v4(source, ADDRESS, identifier, 0), 0, DATA);
        MemorySegment.copy(data(client, DATA), 0, p, JAVA_BYTE, 8, DATA);
    }

    /** The data that a client sends. */
    static byte[] data(Client client, int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = switch (client) {
                case CISCO -> (byte) (i % 2 == 0 ? 0xab : 0xcd);
                case IPUTILS -> (byte) (i < 16 ? 0x55 : i);
                case UNKNOWN -> (byte) ('a' + i % 23);
            };
        }
        return data;
    }

    /** Sends one request and returns its cell. */
    int ping(int sequence) {
        programme.direct(p, Requests.at(Requests.numbered(r, identifier, sequence & 0xffff), 0, DATA), nanos);
        return r.cell();
    }

    /** Sends one after the other, a millisecond apart, and returns their cells. */
    int[] run(int... sequences) {
        return Arrays.stream(sequences)
                .map(sequence -> {
                    wait(1);
                    return ping(sequence);
                })
                .toArray();
    }

    /** Makes up another source for the requests to come. */
    Pinger source(int source) {
        Requests.from(r, 0, AddressText.mapped(source));
        return this;
    }

    Pinger wait(int millis) {
        nanos += millis * 1_000_000L;
        return this;
    }

    Request last() {
        return r;
    }
}
