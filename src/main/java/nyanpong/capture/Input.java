package nyanpong.capture;

import java.io.IOException;
import java.io.InputStream;

/** Numbers and octets of a capture in the byte order of the machine that wrote it. */
final class Input {
    /** No capture has longer packets, nor blocks: tcpdump's own limit. */
    private static final int LONGEST = 262_144;

    private final InputStream in;
    private boolean little;

    Input(InputStream in) {
        this.in = in;
    }

    /** From here on in the other order. */
    void swap() {
        little = !little;
    }

    void little(boolean yes) {
        little = yes;
    }

    boolean isLittle() {
        return little;
    }

    /** The file's first four octets, in network order. */
    int magic() throws IOException {
        byte[] octets = in.readNBytes(4);
        if (octets.length < 4) {
            throw new CaptureException("neither pcap nor pcapng: only " + octets.length + " octets");
        }
        return number(octets, 0, 4);
    }

    /** False at the file's end; then nothing was read. */
    boolean read(byte[] into) throws IOException {
        int n = in.readNBytes(into, 0, into.length);
        if (n == 0 && into.length > 0) {
            return false;
        }
        if (n < into.length) {
            throw new CaptureException("breaks off");
        }
        return true;
    }

    /** As many octets as the file itself says. */
    byte[] octets(long count, String what) throws IOException {
        if (count < 0 || count > LONGEST) {
            throw new CaptureException(what + " of " + count + " octets: want " + LONGEST + " at most");
        }
        byte[] octets = new byte[(int) count];
        if (count > 0 && !read(octets)) {
            throw new CaptureException("breaks off");
        }
        return octets;
    }

    int number(byte[] octets, int at, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (octets[little ? at + size - 1 - i : at + i] & 0xff);
        }
        return value;
    }

    long unsigned(byte[] octets, int at) {
        return number(octets, at, 4) & 0xffff_ffffL;
    }

    void close() throws IOException {
        in.close();
    }
}
