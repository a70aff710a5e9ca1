package nyanpong.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A file's bytes as code points that can stand in YAML; their index is that of the parser's locations. */
final class YamlText {
    static final int MAX_BYTES = 65_536;

    private final int[] codePoints;

    private YamlText(int[] codePoints) {
        this.codePoints = codePoints;
    }

    static YamlText of(byte[] bytes, Report report) throws ConfigException {
        if (bytes.length > MAX_BYTES) {
            throw report.fatal(Mark.NONE, "longer than " + MAX_BYTES + " bytes");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, chars, true);
        String decoded = chars.flip().toString();
        YamlText text = new YamlText((decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded)
                .codePoints()
                .toArray());
        text.refuseUnprintable(report);
        if (result.isError()) {
            int octet = bytes[in.position()] & 0xff;
            throw report.fatal(text.mark(text.codePoints.length), "not UTF-8: byte 0x%02x".formatted(octet));
        }
        return text;
    }

    /** 0 beyond the end. */
    int at(long index) {
        return index >= 0 && index < codePoints.length ? codePoints[(int) index] : 0;
    }

    String text() {
        return new String(codePoints, 0, codePoints.length);
    }

    private void refuseUnprintable(Report report) throws ConfigException {
        for (int i = 0; i < codePoints.length; i++) {
            int c = codePoints[i];
            if (c != '\n' && c != '\r' && c != '\t' && !canStand(c)) {
                throw report.fatal(mark(i), "the character U+%04X cannot stand in YAML".formatted(c));
            }
        }
    }

    /**
     * c-printable of YAML 1.1, without the line breaks that most editors do not count as such, and the byte order mark.
     */
    private static boolean canStand(int c) {
        return switch (c) {
            case 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff -> false;
            default -> !Character.isISOControl(c);
        };
    }

    private Mark mark(int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (codePoints[i] == '\n' || (codePoints[i] == '\r' && at(i + 1) != '\n')) {
                line++;
                start = i + 1;
            }
        }
        return new Mark(line, index - start + 1);
    }
}
