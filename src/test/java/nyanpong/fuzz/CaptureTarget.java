package nyanpong.fuzz;

import java.io.IOException;
import java.util.Optional;
import nyanpong.capture.CaptureReader;
import nyanpong.capture.CapturedPacket;

/** Any bytes as a capture: packets that are no longer than they say nor than the file, or one printable line that says why not. */
final class CaptureTarget {
    private static final Scratch FILE = new Scratch(".pcap");

    private CaptureTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        long octets = 0;
        try (CaptureReader reader = CaptureReader.open(FILE.with(data))) {
            for (Optional<CapturedPacket> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                octets += packet.get().octets().length;
                if (octets > data.length) {
                    throw new AssertionError("more octets than the file has");
                }
            }
        } catch (IOException e) {
            Scratch.requirePrintable(e);
        }
    }
}
