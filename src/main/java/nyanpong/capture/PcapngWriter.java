package nyanpong.capture;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes one section of Ethernet packets from one interface, in little-endian order, with times in nanoseconds:
 * draft-ietf-opsawg-pcapng. What is handed over at once are whole blocks, so a file that was flushed can be read, whatever ends
 * the process. Makes no garbage but for the first and the last block.
 */
public final class PcapngWriter {
    /** Of option epb_flags: the direction, and for whom a received packet was (bits 0-1 and 2-4). */
    public static final int INBOUND = 1;

    public static final int OUTBOUND = 2;
    public static final int UNICAST = 1 << 2;
    public static final int MULTICAST = 2 << 2;
    public static final int BROADCAST = 3 << 2;
    public static final int PROMISCUOUS = 4 << 2;

    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int STATISTICS = 5;
    private static final int NANOSECONDS = 9;
    private static final int UNLIMITED = 0;

    /** Options, by block. */
    private static final int COMMENT = 1;

    private static final int USER_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int TIME_RESOLUTION = 9;
    private static final int FLAGS = 2;
    private static final int RECEIVED = 4;
    private static final int DROPPED = 5;

    /** A block's type and its two lengths, an enhanced packet's head, and the options but for the comment. */
    private static final int PACKET_OVERHEAD = 12 + 20 + 8 + 4 + 4;

    private static final int BUFFER = 1 << 20;

    private final WritableByteChannel out;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final MemorySegment room = MemorySegment.ofBuffer(buffer);
    private long written;
    private int block;

    /**
     * Begins the section; nothing has been written before {@link #flush}.
     *
     * @param application what Wireshark shows as such
     */
    public PcapngWriter(WritableByteChannel out, String application, String interfaceName) {
        this.out = out;
        begin(PcapngReader.SECTION_HEADER);
        buffer.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(USER_APPLICATION, application);
        end();
        begin(PcapngReader.INTERFACE_DESCRIPTION);
        buffer.putShort((short) CapturedPacket.LINKTYPE_ETHERNET)
                .putShort((short) 0)
                .putInt(UNLIMITED);
        option(INTERFACE_NAME, interfaceName);
        buffer.putShort((short) TIME_RESOLUTION).putShort((short) 1).putInt(NANOSECONDS);
        end();
    }

    /**
     * A packet of {@code length} octets of {@code p} from {@code at} on.
     *
     * @param nanos since the epoch
     * @param flags of option epb_flags
     * @param comment of ASCII characters; none where it is empty
     */
    public void packet(MemorySegment p, long at, int length, long nanos, int flags, CharSequence comment)
            throws IOException {
        if (buffer.remaining() < PACKET_OVERHEAD + length + comment.length() + 16) {
            flush();
        }
        begin(PcapngReader.ENHANCED_PACKET);
        buffer.putInt(0)
                .putInt((int) (nanos >>> 32))
                .putInt((int) nanos)
                .putInt(length)
                .putInt(length);
        MemorySegment.copy(p, at, room, buffer.position(), length);
        buffer.position(buffer.position() + length);
        pad();
        buffer.putShort((short) FLAGS).putShort((short) 4).putInt(flags);
        comment(comment);
        end();
    }

    /**
     * What became of the whole capture; goes last.
     *
     * @param received packets, those that are missing included
     * @param dropped those that are missing
     */
    public void statistics(long nanos, long received, long dropped) throws IOException {
        if (buffer.remaining() < 64) {
            flush();
        }
        begin(STATISTICS);
        buffer.putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        buffer.putShort((short) RECEIVED).putShort((short) 8).putLong(received);
        buffer.putShort((short) DROPPED).putShort((short) 8).putLong(dropped);
        end();
    }

    /** Hands over everything; what fails is lost, and {@link #written} says where it would have begun. */
    public void flush() throws IOException {
        buffer.flip();
        int length = buffer.limit();
        try {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            written += length;
        } finally {
            buffer.clear();
        }
    }

    /** Octets handed over in whole blocks. */
    public long written() {
        return written;
    }

    /** The same, and those that wait for it. */
    public long length() {
        return written + buffer.position();
    }

    private void begin(int type) {
        block = buffer.position();
        buffer.putInt(type).putInt(0);
    }

    /** Ends the options, and fills in both lengths. */
    private void end() {
        buffer.putInt(0);
        int length = buffer.position() + 4 - block;
        buffer.putInt(length).putInt(block + 4, length);
    }

    private void option(int code, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) code).putShort((short) octets.length).put(octets);
        pad();
    }

    private void comment(CharSequence ascii) {
        if (ascii.isEmpty()) {
            return;
        }
        buffer.putShort((short) COMMENT).putShort((short) ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            buffer.put((byte) ascii.charAt(i));
        }
        pad();
    }

    private void pad() {
        while ((buffer.position() & 3) != 0) {
            buffer.put((byte) 0);
        }
    }
}
