package nyanpong.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a capture from its first packet to its last. */
public interface CaptureReader extends AutoCloseable {
    /**
     * The next packet; nothing at the end.
     *
     * @throws CaptureException where the file breaks off, or says what cannot be
     */
    Optional<CapturedPacket> next() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a pcap or a pcapng file, told by its first four octets.
     *
     * @throws CaptureException if it is neither
     */
    static CaptureReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; want a capture");
        }
        return open(Files.newInputStream(file));
    }

    /** The same of a stream, which this closes: packets as they come, where a pipe is still written. */
    static CaptureReader open(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        try {
            Input input = new Input(in);
            int magic = input.magic();
            return switch (magic) {
                case PcapngReader.SECTION_HEADER -> new PcapngReader(input);
                case PcapReader.MICROSECONDS, PcapReader.NANOSECONDS -> new PcapReader(input, magic);
                default -> {
                    input.swap();
                    int swapped = Integer.reverseBytes(magic);
                    if (swapped == PcapReader.MICROSECONDS || swapped == PcapReader.NANOSECONDS) {
                        yield new PcapReader(input, swapped);
                    }
                    throw new CaptureException("neither pcap nor pcapng: begins with %08x".formatted(magic));
                }
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
