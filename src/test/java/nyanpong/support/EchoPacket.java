package nyanpong.support;

import java.util.Arrays;
import java.util.HexFormat;

/** Builds one packet, an echo request to {@link Host} unless told otherwise; what is told last is what is on the wire. */
public final class EchoPacket {
    private final boolean six;
    private long destinationMac = Host.MAC;
    private long sourceMac = Host.PEER_MAC;
    private int etherType;
    private byte[] source;
    private byte[] destination;
    private int version;
    private int tos;
    private int ttl = 63;
    private int fragment;
    private int protocol;
    private int headerWords = -1;
    private int length = -1;
    private byte[] options = {};
    private int type;
    private int code;
    private int identifier = 0x1234;
    private int sequence = 1;
    private byte[] data = new byte[56];
    private byte[] message;
    private int headerDamage;
    private int damage;
    private byte[] trailer = {};

    private EchoPacket(boolean six) {
        this.six = six;
        etherType = six ? 0x86dd : 0x0800;
        version = six ? 6 : 4;
        protocol = six ? 58 : 1;
        type = six ? 128 : 8;
        source = Host.address(six ? Host.PEER6 : Host.PEER);
        destination = Host.address(six ? Host.ADDRESS6 : Host.ADDRESS);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
    }

    public static EchoPacket v4() {
        return new EchoPacket(false);
    }

    public static EchoPacket v6() {
        return new EchoPacket(true);
    }

    public EchoPacket macs(long to, long from) {
        destinationMac = to;
        sourceMac = from;
        return this;
    }

    public EchoPacket etherType(int value) {
        etherType = value;
        return this;
    }

    public EchoPacket source(String literal) {
        source = raw(literal);
        return this;
    }

    public EchoPacket destination(String literal) {
        destination = raw(literal);
        return this;
    }

    public EchoPacket version(int value) {
        version = value;
        return this;
    }

    public EchoPacket tos(int value) {
        tos = value;
        return this;
    }

    public EchoPacket ttl(int value) {
        ttl = value;
        return this;
    }

    /** IPv4's flags and offset. */
    public EchoPacket fragment(int value) {
        fragment = value;
        return this;
    }

    /** The protocol or next header. */
    public EchoPacket protocol(int value) {
        protocol = value;
        return this;
    }

    /** IHL, whatever the options. */
    public EchoPacket headerWords(int value) {
        headerWords = value;
        return this;
    }

    /** The total or payload length, whatever follows. */
    public EchoPacket length(int value) {
        length = value;
        return this;
    }

    /** IPv4 options or IPv6 extension headers. */
    public EchoPacket options(String hex) {
        options = HexFormat.of().parseHex(hex.replace(" ", ""));
        return this;
    }

    public EchoPacket type(int value) {
        type = value;
        return this;
    }

    public EchoPacket code(int value) {
        code = value;
        return this;
    }

    public EchoPacket identifier(int value) {
        identifier = value;
        return this;
    }

    public EchoPacket sequence(int value) {
        sequence = value;
        return this;
    }

    public EchoPacket data(byte[] value) {
        data = value.clone();
        return this;
    }

    public EchoPacket data(int octets) {
        data = new byte[octets];
        return this;
    }

    /** In place of the whole ICMP message, checksum and all. */
    public EchoPacket message(byte[] value) {
        message = value.clone();
        return this;
    }

    /** Bits of the IPv4 header checksum to turn. */
    public EchoPacket damageHeader(int bits) {
        headerDamage = bits;
        return this;
    }

    /** Bits of the ICMP checksum to turn. */
    public EchoPacket damage(int bits) {
        damage = bits;
        return this;
    }

    public EchoPacket trailer(int octets) {
        trailer = new byte[octets];
        Arrays.fill(trailer, (byte) 0xee);
        return this;
    }

    public byte[] build() {
        int header = six ? 40 : 20 + options.length;
        int icmp = 14 + header + (six ? options.length : 0);
        int icmpLength = message != null ? message.length : 8 + data.length;
        byte[] b = new byte[icmp + icmpLength + trailer.length];
        mac(b, 0, destinationMac);
        mac(b, 6, sourceMac);
        Naive.u16(b, 12, etherType);
        if (six) {
            writeIpv6(b, options.length + icmpLength);
        } else {
            writeIpv4(b, header, icmpLength);
        }
        if (message != null) {
            System.arraycopy(message, 0, b, icmp, message.length);
        } else {
            writeIcmp(b, icmp, icmpLength);
        }
        System.arraycopy(trailer, 0, b, icmp + icmpLength, trailer.length);
        return b;
    }

    private void writeIpv4(byte[] b, int header, int icmpLength) {
        b[14] = (byte) (version << 4 | (headerWords >= 0 ? headerWords : header / 4));
        b[15] = (byte) tos;
        Naive.u16(b, 16, length >= 0 ? length : header + icmpLength);
        Naive.u16(b, 18, 0xabcd);
        Naive.u16(b, 20, fragment);
        b[22] = (byte) ttl;
        b[23] = (byte) protocol;
        System.arraycopy(source, 0, b, 26, 4);
        System.arraycopy(destination, 0, b, 30, 4);
        System.arraycopy(options, 0, b, 34, options.length);
        int claimed = headerWords >= 5 && 14 + headerWords * 4 <= b.length ? headerWords * 4 : header;
        Naive.u16(b, 24, Naive.checksum(b, 14, claimed, 0) ^ headerDamage);
    }

    private void writeIpv6(byte[] b, int payload) {
        Naive.u16(b, 14, version << 12 | tos << 4 | 5);
        Naive.u16(b, 16, 0x4321);
        Naive.u16(b, 18, length >= 0 ? length : payload);
        b[20] = (byte) protocol;
        b[21] = (byte) ttl;
        System.arraycopy(source, 0, b, 22, 16);
        System.arraycopy(destination, 0, b, 38, 16);
        System.arraycopy(options, 0, b, 54, options.length);
    }

    private void writeIcmp(byte[] b, int icmp, int icmpLength) {
        b[icmp] = (byte) type;
        b[icmp + 1] = (byte) code;
        Naive.u16(b, icmp + 4, identifier);
        Naive.u16(b, icmp + 6, sequence);
        System.arraycopy(data, 0, b, icmp + 8, data.length);
        int seed = six ? Naive.pseudoHeaderSum(b, 14, icmpLength) : 0;
        Naive.u16(b, icmp + 2, Naive.checksum(b, icmp, icmpLength, seed) ^ damage);
    }

    private static void mac(byte[] b, int at, long address) {
        for (int i = 0; i < 6; i++) {
            b[at + i] = (byte) (address >>> (40 - 8 * i));
        }
    }

    /** {@link java.net.InetAddress} turns a mapped literal into an IPv4 address; here it is wanted as it is written. */
    private byte[] raw(String literal) {
        byte[] address = Host.address(literal);
        if (six && address.length == 4) {
            byte[] mapped = new byte[16];
            mapped[10] = mapped[11] = (byte) 0xff;
            System.arraycopy(address, 0, mapped, 12, 4);
            return mapped;
        }
        return address;
    }
}
