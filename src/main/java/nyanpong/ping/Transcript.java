package nyanpong.ping;

import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import nyanpong.wire.AddressText;

/**
 * Writes what IOS would, character for character: two lines, then 70 glyphs to a line, each to be seen as soon as it is
 * known, then the statistics.
 */
public final class Transcript {
    private static final int WIDTH = 70;

    private final PrintWriter out;
    private int column;

    public Transcript(PrintWriter out) {
        this.out = out;
    }

    void begin(Options options) {
        line("Type escape sequence to abort.");
        line("Sending " + options.repeat() + ", " + options.size() + "-byte ICMP Echos to " + address(options)
                + ", timeout is " + options.timeoutSeconds() + " seconds:");
        out.flush();
    }

    void glyph(Glyph glyph) {
        out.write(glyph.character());
        column++;
        if (column == WIDTH) {
            endLine();
        }
        out.flush();
    }

    void end(Statistics statistics) {
        if (column > 0) {
            endLine();
        }
        line(statistics.line());
        out.flush();
    }

    /** Whether nobody can read on: a closed pipe, say. */
    boolean isBroken() {
        return out.checkError();
    }

    /** IOS writes IPv6 addresses in capitals, and no zone: it asks for the interface apart. */
    private static String address(Options options) {
        MemorySegment bytes = MemorySegment.ofArray(options.address().getAddress());
        return AddressText.of(bytes, 0, options.isIpv6()).toUpperCase(Locale.ROOT);
    }

    private void line(String text) {
        out.write(text);
        endLine();
    }

    private void endLine() {
        out.write('\n');
        column = 0;
    }
}
