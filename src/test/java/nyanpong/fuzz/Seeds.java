package nyanpong.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import nyanpong.capture.CapturedPacket;
import nyanpong.capture.Captures;
import nyanpong.echo.EveryRow;
import nyanpong.support.EchoPacket;
import nyanpong.support.Golden;
import nyanpong.support.Row;

/** Writes what fuzzing begins with: proper inputs, one file each, of one target into one folder. */
final class Seeds {
    private Seeds() {}

    public static void main(String[] arguments) throws IOException {
        Target target = Target.valueOf(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> seeds = switch (target) {
            case PACKET -> packets();
            case CONFIGURATION -> files(Path.of("config.yaml"), "");
            case NOTES -> files(Path.of("frames"), "art.yaml");
            case FRAME -> files(Path.of("frames"), ".txt");
            case FONT -> files(Path.of("src/main/resources/fonts"), ".flf");
            case PICTURE -> pictures();
            case CAPTURE -> captures();
        };
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }

    private static List<byte[]> packets() {
        Stream<byte[]> all = Stream.of(
                        EveryRow.rows().stream().map(Row::packet),
                        Golden.all().stream().map(Golden::request).filter(b -> b.length < 1600),
                        // Each of these has a rule of its own.
                        Stream.of("198.18.16.1", "198.18.32.1", "198.18.48.1", "198.18.64.1", "198.18.80.1")
                                .map(source ->
                                        EchoPacket.v4().source(source).data(256).build()),
                        Stream.of(EchoPacket.v6().source("2001:db8:49::1").build()))
                .flatMap(s -> s);
        return all.map(PacketTarget::seed).toList();
    }

    /** One of each link type, and both formats. */
    private static List<byte[]> captures() {
        byte[] four = EchoPacket.v4().data(56).build();
        byte[] six = EchoPacket.v6().data(56).build();
        return List.of(
                Captures.pcap(),
                Captures.pcapng(),
                Captures.pcap(CapturedPacket.LINKTYPE_ETHERNET, four),
                Captures.pcap(CapturedPacket.LINKTYPE_ETHERNET, six),
                Captures.pcap(CapturedPacket.LINKTYPE_RAW, Arrays.copyOfRange(four, 14, four.length)),
                Captures.pcap(CapturedPacket.LINKTYPE_IPV6, Arrays.copyOfRange(six, 14, six.length)),
                // What precedes IP there is passed over, whatever it is.
                Captures.pcap(CapturedPacket.LINKTYPE_LINUX_SLL, prefixed(2, four)),
                Captures.pcap(CapturedPacket.LINKTYPE_LINUX_SLL2, prefixed(6, six)));
    }

    /** With so many octets more in front than Ethernet has. */
    private static byte[] prefixed(int more, byte[] packet) {
        byte[] all = new byte[more + packet.length];
        System.arraycopy(packet, 0, all, more, packet.length);
        return all;
    }

    private static List<byte[]> files(Path folder, String suffix) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(suffix))
                    .toList()) {
                all.add(Files.readAllBytes(file));
            }
        }
        return all;
    }

    private static List<byte[]> pictures() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
            for (String format : List.of("png", "gif")) {
                BufferedImage image = new BufferedImage(5, 3, type);
                image.setRGB(2, 1, 0x80ff4020);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                if (ImageIO.write(image, format, out)) {
                    all.add(out.toByteArray());
                }
            }
        }
        return all;
    }
}
