package nyanpong.art.picture;

import java.io.ByteArrayOutputStream;

/** Writes GIFs of four colours byte for byte, without a library: white, black, red and grey; what is not drawn is transparent. */
final class GifBytes {
    private static final int[] COLOURS = {0xffffff, 0x000000, 0xff0000, 0x808080};
    private static final int CODE_SIZE = 2;
    private static final int CLEAR = 4;
    private static final int END = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    GifBytes(int width, int height) {
        out.writeBytes("GIF89a".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        u16(width);
        u16(height);
        u8(0x80 | 1, 0, 0);
        for (int colour : COLOURS) {
            u8(colour >> 16, colour >> 8, colour);
        }
    }

    /** @param rows digits are colours, a blank is transparent */
    GifBytes frame(int left, int top, int disposal, String... rows) {
        u8(0x21, 0xf9, 4, disposal << 2 | 1, 0, 0, 2, 0);
        return image(left, top, rows);
    }

    /** Without a graphic control extension. */
    GifBytes image(int left, int top, String... rows) {
        u8(0x2c);
        u16(left);
        u16(top);
        u16(rows[0].length());
        u16(rows.length);
        u8(0, CODE_SIZE);
        // A clear code after every colour keeps the codes at three bits.
        int bits = 0;
        int count = 0;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (char c : (String.join("", rows) + "e").toCharArray()) {
            int code = c == 'e' ? END : c == ' ' ? 2 : c - '0';
            for (int one : new int[] {CLEAR, code}) {
                bits |= one << count;
                count += 3;
                while (count >= 8) {
                    data.write(bits);
                    bits >>= 8;
                    count -= 8;
                }
            }
        }
        data.write(bits);
        byte[] bytes = data.toByteArray();
        for (int at = 0; at < bytes.length; at += 255) {
            int length = Math.min(255, bytes.length - at);
            u8(length);
            out.write(bytes, at, length);
        }
        u8(0);
        return this;
    }

    GifBytes raw(int... bytes) {
        u8(bytes);
        return this;
    }

    byte[] withoutTrailer() {
        return out.toByteArray();
    }

    byte[] bytes() {
        u8(0x3b);
        return out.toByteArray();
    }

    private void u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private void u16(int value) {
        u8(value, value >> 8);
    }
}
