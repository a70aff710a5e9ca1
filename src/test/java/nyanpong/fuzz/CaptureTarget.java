package nyanpong.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import nyanpong.app.recording.Explained;
import nyanpong.app.recording.Explainer;
import nyanpong.art.Printable;
import nyanpong.capture.CaptureReader;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;

/**
 * Any bytes as a capture, read and explained: packets of no more octets than the file has, each with a printable line and an answer
 * that is no longer; or one printable line that says why not.
 */
final class CaptureTarget {
    private static final Scratch FILE = new Scratch(".pcap");
    private static final Config CONFIG = config();
    private static final int ETHERNET = 14;

    private CaptureTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        long octets = 0;
        try (CaptureReader reader = CaptureReader.open(FILE.with(data));
                Explainer explainer = new Explainer(CONFIG)) {
            for (Optional<CapturedPacket> p = reader.next(); p.isPresent(); p = reader.next()) {
                octets += p.get().octets().length;
                if (octets > data.length) {
                    throw new AssertionError("more octets than the file has");
                }
                Explained explained = explainer.explain(p.get());
                if (!Printable.isPrintable(explained.what())
                        || explained.octets().length > ETHERNET + p.get().octets().length) {
                    throw new AssertionError("packet " + explained.number() + ": " + explained.what() + ", answered by "
                            + explained.octets().length + " octets");
                }
            }
        } catch (IOException e) {
            Scratch.requirePrintable(e);
        }
    }

    private static Config config() {
        String yaml = "interface: eth0\nlimits: { sessions: 1024 }\nprogramme:\n  - canvas: cisco\n    play: [pong]\n";
        try {
            return ConfigFile.read(
                    "config.yaml",
                    new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                    Path.of("/etc/nyanpong"));
        } catch (IOException | ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
