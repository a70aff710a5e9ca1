package nyanpong.capture;

import java.io.IOException;
import java.util.Optional;

/** The classic format: a header of 24 octets, then packets with one of 16 each; draft-ietf-opsawg-pcap. */
final class PcapReader implements CaptureReader {
    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;

    private static final int HEADER_REST = 20;
    private static final int SNAPLEN_AND_LINKTYPE = 16;
    private static final int LINKTYPE = 0x0fff_ffff; // the upper bits tell of frame check sequences
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Input in;
    private final int nanosPerTick;
    private final int linkType;
    private final byte[] header = new byte[16];

    /** @param magic already read; the input's byte order is right */
    PcapReader(Input in, int magic) throws IOException {
        this.in = in;
        nanosPerTick = magic == NANOSECONDS ? 1 : 1000;
        byte[] rest = in.octets(HEADER_REST, "a header");
        linkType = in.number(rest, SNAPLEN_AND_LINKTYPE, 4) & LINKTYPE;
    }

    @Override
    public Optional<CapturedPacket> next() throws IOException {
        if (!in.read(header)) {
            return Optional.empty();
        }
        long nanos = in.unsigned(header, 0) * NANOS_PER_SECOND + in.unsigned(header, 4) * nanosPerTick;
        byte[] octets = in.octets(in.unsigned(header, 8), "a packet");
        return Optional.of(new CapturedPacket(nanos, in.number(header, 12, 4), linkType, octets));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
