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

    private Programme programme;
    private final MemorySegment p;
    private final Request r;
    private final int length;
    private int identifier;
    private long nanos;

    /** @param nanos when the first request comes */
    Pinger(Programme programme, Client client, int source, int identifier, long nanos) {
        this.programme = programme;
        this.identifier = identifier;
        this.nanos = nanos;
        byte[] data = ClientData.usual(client);
        length = data.length;
        p = Arena.ofAuto().allocate(8L + length);
        r = Requests.at(Requests.v4(source, ADDRESS, identifier, 0), 0, length);
        MemorySegment.copy(data, 0, p, JAVA_BYTE, 8, length);
    }

    /** Sends one request and returns its cell. */
    int ping(int sequence) {
        programme.direct(p, Requests.at(Requests.numbered(r, identifier, sequence & 0xffff), 0, length), nanos);
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

    /** As a .NET client does, for the requests to come. */
    Pinger identifier(int value) {
        identifier = value;
        return this;
    }

    /** As traceroute and mtr do, for the requests to come. */
    Pinger ttl(int value) {
        Requests.ttl(r, value);
        return this;
    }

    /** To another address, for the requests to come. */
    Pinger destination(int address) {
        Requests.to(r, 0, AddressText.mapped(address));
        return this;
    }

    /** Another programme directs the requests to come. */
    Pinger of(Programme successor) {
        programme = successor;
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
