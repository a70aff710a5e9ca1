package nyanpong.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nyanpong.wire.Arrival;

/** What must hold of every packet that goes out, read from its bytes alone. */
public final class Departed {
    private final byte[] asked;
    private final byte[] sent;
    private final int arrival;
    private final boolean six;
    private final int ip;
    private final int header;
    private int ttl = 64;
    private int changedFrom;
    private int changedTo;
    private int typeAndCode;
    private byte[] source;

    private Departed(byte[] asked, byte[] sent, int arrival) {
        this.asked = asked;
        this.sent = sent;
        this.arrival = arrival;
        six = Naive.u16(asked, 12) == 0x86dd;
        ip = Arrival.vlan(arrival) != 0 ? 18 : 14;
        header = six ? 40 : 20;
        typeAndCode = six ? 0x0103 : 0x0301;
        source = Host.address(six ? Host.ADDRESS6 : Host.ADDRESS);
    }

    public static Departed of(byte[] asked, byte[] sent, int arrival) {
        return new Departed(asked, sent, arrival);
    }

    /** @param error whether an ICMP error was to go out, else an echo reply */
    public static void check(byte[] asked, byte[] sent, int arrival, boolean error) {
        if (error) {
            of(asked, sent, arrival).checkError();
        } else {
            of(asked, sent, arrival).checkReply();
        }
    }

    /** With another time to live than our own. */
    public Departed ttl(int value) {
        ttl = value;
        return this;
    }

    /** With data that may have changed from one octet to before another. */
    public Departed changed(int from, int to) {
        changedFrom = from;
        changedTo = to;
        return this;
    }

    /** From somebody else. */
    public Departed source(String literal) {
        source = Host.address(literal);
        return this;
    }

    /** An error that is not unreachable. */
    public Departed typeAndCode(int value) {
        typeAndCode = value;
        return this;
    }

    public void checkReply() {
        checkHeaders();
        checkEcho();
    }

    public void checkError() {
        checkHeaders();
        checkQuote();
    }

    /** The data of a reply. */
    public byte[] data() {
        return Arrays.copyOfRange(sent, ip + header + 8, sent.length);
    }

    private void checkHeaders() {
        checkLink();
        checkLengths();
        checkNetwork();
        checkAddresses();
    }

    private void checkLink() {
        assertEquals(0, Arrival.packetType(arrival), "not for us");
        assertArrayEquals(Arrays.copyOfRange(asked, 6, 12), Arrays.copyOf(sent, 6), "to its sender");
        assertArrayEquals(Arrays.copyOf(asked, 6), Arrays.copyOfRange(sent, 6, 12), "from its destination");
        assertEquals(0, sent[0] & 1, "to one station");
        assertEquals(six ? 0x86dd : 0x0800, Naive.u16(sent, ip - 2));
        if (ip == 18) {
            assertEquals(0x8100, Naive.u16(sent, 12));
            assertEquals(arrival & 0xffff, Naive.u16(sent, 14), "in its VLAN");
        }
    }

    private void checkLengths() {
        assertTrue(sent.length - ip <= askedLength(), "longer than its request");
        assertTrue(sent.length <= asked.length + 4);
        assertEquals(sent.length - ip, six ? 40 + Naive.u16(sent, ip + 4) : Naive.u16(sent, ip + 2));
    }

    private int askedLength() {
        return six ? 40 + Naive.u16(asked, 18) : Naive.u16(asked, 16);
    }

    private void checkNetwork() {
        if (six) {
            assertEquals(6, Naive.u8(sent, ip) >>> 4);
            assertEquals(58, sent[ip + 6]);
            assertEquals(ttl, Naive.u8(sent, ip + 7));
        } else {
            assertEquals(0x45, sent[ip]);
            assertEquals(0, Naive.u16(sent, ip + 6), "DF or a fragment");
            assertEquals(ttl, Naive.u8(sent, ip + 8));
            assertEquals(1, sent[ip + 9]);
            assertEquals(0xffff, Naive.sum(sent, ip, 20, 0), "IP checksum");
        }
        int length = sent.length - ip - header;
        int seed = six ? Naive.pseudoHeaderSum(sent, ip, length) : 0;
        assertEquals(0xffff, Naive.sum(sent, ip + header, length, seed), "ICMP checksum");
    }

    private void checkAddresses() {
        int size = six ? 16 : 4;
        byte[] from = Arrays.copyOfRange(sent, ip + header - 2 * size, ip + header - size);
        byte[] to = Arrays.copyOfRange(sent, ip + header - size, ip + header);
        assertArrayEquals(source, from, "from an address that is not ours");
        assertArrayEquals(Arrays.copyOfRange(asked, 14 + header - 2 * size, 14 + header - size), to, "to its source");
        int first = to[0] & 0xff;
        if (six) {
            assertTrue(first != 0xff, "to a group");
            assertTrue(!Arrays.equals(Arrays.copyOf(to, 12), new byte[12]), "to ::/96");
        } else {
            assertTrue(first != 0 && first != 127 && first < 224, "to no host");
            assertTrue(!Arrays.equals(to, Host.address("192.0.2.255")), "to a broadcast");
            assertTrue(!Arrays.equals(to, Host.address("192.0.2.0")), "to a network");
        }
        assertTrue(!Arrays.equals(to, from), "to ourselves");
    }

    private void checkEcho() {
        int icmp = ip + header;
        int was = 14 + header;
        assertEquals(six ? 129 : 0, Naive.u8(sent, icmp));
        assertEquals(six ? 128 : 8, Naive.u8(asked, was));
        assertEquals(asked[was + 1], sent[icmp + 1], "code");
        assertEquals(trafficClass(asked, 14), trafficClass(sent, ip));
        assertArrayEquals(
                unchanged(Arrays.copyOfRange(asked, was + 4, 14 + askedLength())),
                unchanged(Arrays.copyOfRange(sent, icmp + 4, sent.length)),
                "identifier, sequence number and data");
    }

    private byte[] unchanged(byte[] fromIdentifier) {
        int from = 4 + changedFrom;
        int to = Math.min(4 + changedTo, fromIdentifier.length);
        if (from < to) {
            Arrays.fill(fromIdentifier, from, to, (byte) 0);
        }
        return fromIdentifier;
    }

    private void checkQuote() {
        int icmp = ip + header;
        int quote = icmp + 8;
        assertEquals(typeAndCode, Naive.u16(sent, icmp), "type and code");
        assertEquals(0, Naive.u16(sent, icmp + 4));
        assertEquals(0, Naive.u16(sent, icmp + 6));
        assertEquals(Math.min(askedLength(), six ? 1280 : 576), sent.length - ip);
        assertTrue(sent.length - quote >= header + 8, "quotes a header and eight octets");
        assertArrayEquals(
                Arrays.copyOfRange(asked, 14, 14 + sent.length - quote),
                Arrays.copyOfRange(sent, quote, sent.length),
                "the request as it came");
    }

    private int trafficClass(byte[] b, int at) {
        return six ? Naive.u16(b, at) >>> 4 & 0xff : b[at + 1];
    }
}
