package nyanpong.art.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import nyanpong.art.ArtException;

/**
 * A PNG without what a picture does not need: texts and profiles, whose few bytes can be made to inflate to gigabytes, are
 * not given to the decoder. Chunks: W3C PNG, section 5.3.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int HEADER = 13;
    private static final int AROUND = 12; // length, type and CRC

    private PngChunks() {}

    static boolean begin(byte[] bytes) {
        return bytes.length >= SIGNATURE.length && Arrays.equals(SIGNATURE, Arrays.copyOf(bytes, SIGNATURE.length));
    }

    static byte[] needed(String name, byte[] bytes) throws ArtException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.writeBytes(SIGNATURE);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = SIGNATURE.length;
        String type = "";
        while (!type.equals("IEND")) {
            if (bytes.length - at < AROUND || in.getInt(at) < 0 || in.getInt(at) > bytes.length - at - AROUND) {
                throw Bounds.broken(name, "a PNG that ends in the middle");
            }
            int length = in.getInt(at);
            type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == SIGNATURE.length) {
                checkHeader(name, in, type, length);
            }
            if (NEEDED.contains(type)) {
                out.write(bytes, at, length + AROUND);
            }
            at += length + AROUND;
        }
        return out.toByteArray();
    }

    private static void checkHeader(String name, ByteBuffer in, String type, int length) throws ArtException {
        if (!type.equals("IHDR") || length != HEADER) {
            throw Bounds.broken(name, "a PNG without its header");
        }
        int header = SIGNATURE.length + 8;
        Bounds.check(name, Integer.toUnsignedLong(in.getInt(header)), Integer.toUnsignedLong(in.getInt(header + 4)));
    }
}
