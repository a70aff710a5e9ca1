package nyanpong.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The block format: sections, interfaces, packets; blocks of other kinds are passed over. draft-ietf-opsawg-pcapng. */
final class PcapngReader implements CaptureReader {
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int BYTE_ORDER = 0x1a2b3c4d;
    static final int INTERFACE_DESCRIPTION = 1;
    private static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;
    private static final int IF_TSRESOL = 9;
    private static final int MICROSECONDS = 6;
    /** Type, length, and the length again at the end. */
    private static final int FRAME = 12;

    private static final int MOST_INTERFACES = 65_536;

    private record Interface(int linkType, double nanosPerTick) {
        long nanos(long ticks) {
            long whole = (long) nanosPerTick; // today's nanoseconds have more bits than a double
            return whole == nanosPerTick ? ticks * whole : (long) (ticks * nanosPerTick);
        }
    }

    private final Input in;
    private final List<Interface> interfaces = new ArrayList<>();
    private final byte[] head = new byte[8];

    /** The first section header's type has been read. */
    PcapngReader(Input in) throws IOException {
        this.in = in;
        byte[] length = in.octets(4, "a block");
        section(length);
    }

    @Override
    public Optional<CapturedPacket> next() throws IOException {
        while (in.read(head)) {
            int type = in.number(head, 0, 4);
            if (type == SECTION_HEADER) { // the same in either byte order
                section(Arrays.copyOfRange(head, 4, 8));
                continue;
            }
            long length = in.unsigned(head, 4);
            byte[] body = in.octets(length - FRAME, "a block");
            in.octets(4, "a block");
            switch (type) {
                case INTERFACE_DESCRIPTION -> describe(body);
                case ENHANCED_PACKET -> {
                    return Optional.of(enhanced(body));
                }
                case SIMPLE_PACKET -> {
                    return Optional.of(simple(body));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Each section has a byte order and interfaces of its own. */
    private void section(byte[] length) throws IOException {
        byte[] order = in.octets(4, "a block");
        in.little(false);
        if (in.number(order, 0, 4) != BYTE_ORDER) {
            in.little(true);
            if (in.number(order, 0, 4) != BYTE_ORDER) {
                throw new CaptureException("a section without a byte order");
            }
        }
        in.octets(in.unsigned(length, 0) - FRAME, "a section header"); // its other fields, and the length again
        interfaces.clear();
    }

    private void describe(byte[] body) throws CaptureException {
        if (body.length < 8 || interfaces.size() == MOST_INTERFACES) {
            throw new CaptureException("an interface of " + body.length + " octets, the " + interfaces.size() + "th");
        }
        interfaces.add(new Interface(in.number(body, 0, 2), nanosPerTick(body)));
    }

    /** Option if_tsresol: a power of ten, or of two where the first bit is set. */
    private double nanosPerTick(byte[] body) {
        int resolution = MICROSECONDS;
        for (int at = 8; at + 4 <= body.length; ) {
            int code = in.number(body, at, 2);
            int length = in.number(body, at + 2, 2);
            if (code == 0 || at + 4 + length > body.length) {
                break;
            }
            if (code == IF_TSRESOL && length == 1) {
                resolution = body[at + 4] & 0xff;
            }
            at += 4 + (length + 3 & ~3);
        }
        return 1e9 / Math.pow(resolution < 128 ? 10 : 2, resolution & 127);
    }

    private CapturedPacket enhanced(byte[] body) throws CaptureException {
        if (body.length < 20) {
            throw new CaptureException("a packet block of " + body.length + " octets");
        }
        Interface from = from(in.unsigned(body, 0));
        long ticks = in.unsigned(body, 4) << 32 | in.unsigned(body, 8);
        long captured = in.unsigned(body, 12);
        if (captured > body.length - 20) {
            throw new CaptureException("a packet longer than its block");
        }
        byte[] octets = Arrays.copyOfRange(body, 20, 20 + (int) captured);
        return new CapturedPacket(from.nanos(ticks), in.number(body, 16, 4), from.linkType, octets);
    }

    /** No time, and the first interface. */
    private CapturedPacket simple(byte[] body) throws CaptureException {
        if (body.length < 4) {
            throw new CaptureException("a packet block of " + body.length + " octets");
        }
        long length = in.unsigned(body, 0);
        byte[] octets = Arrays.copyOfRange(body, 4, (int) Math.min(body.length, 4 + length));
        return new CapturedPacket(0, (int) length, from(0).linkType, octets);
    }

    private Interface from(long id) throws CaptureException {
        if (id >= interfaces.size()) {
            throw new CaptureException("a packet from interface " + id + ", which it does not describe");
        }
        return interfaces.get((int) id);
    }
}
