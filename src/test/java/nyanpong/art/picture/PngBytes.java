package nyanpong.art.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNGs chunk by chunk, without a library. */
final class PngBytes {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PngBytes(int width, int height, int depth, int colourType) {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colourType)
                        .array());
    }

    /** One row after the other, of {@code stride} bytes each. */
    PngBytes rows(int stride, int... bytes) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (i % stride == 0) {
                raw.write(0);
            }
            raw.write(bytes[i]);
        }
        return chunk("IDAT", deflated(raw.toByteArray()));
    }

    PngBytes chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    byte[] withoutEnd() {
        return out.toByteArray();
    }

    byte[] bytes() {
        return chunk("IEND", new byte[0]).withoutEnd();
    }

    static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(raw);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[65_536];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }
}
