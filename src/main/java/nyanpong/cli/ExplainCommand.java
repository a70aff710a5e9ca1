package nyanpong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import nyanpong.app.recording.Explained;
import nyanpong.app.recording.Explainer;
import nyanpong.capture.CaptureException;
import nyanpong.capture.CaptureReader;
import nyanpong.capture.CapturedPacket;
import nyanpong.json.JsonLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What captured packets would get. */
@Command(
        name = "explain",
        description = {
            "Says packet by packet what it is, what becomes of it, and what the answer would be.",
            "Reads pcap and pcapng, or one packet in hexadecimal; needs no privileges and no network. Every unicast destination"
                    + " counts as ours, unless --address names some. Conditions by time of day go by the times of the capture."
        },
        exitCodeList = {
            "0:done",
            "1:the file is no capture, or breaks off",
            "2:the command line is wrong",
            "69:no such file, and no packet in hexadecimal",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String STDIN = "-";
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){14,65600}");

    enum Format {
        TEXT,
        JSON
    }

    @Parameters(
            paramLabel = "FILE|HEX",
            arity = "1..*",
            description =
                    "A capture, - for stdin; or a packet from its Ethernet or IP header on, blanks and colons between octets"
                            + " or not.")
    private String[] input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: an object a packet and line (default ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--hex", description = "With each answer its octets, from the Ethernet header on.")
    private boolean hex;

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String text = String.join(" ", input);
        PrintWriter out = spec.commandLine().getOut();
        try (Explainer explainer = new Explainer(options.load())) {
            if (input.length == 1 && (text.equals(STDIN) || isFile(text))) {
                explainFile(Path.of(text), explainer, out);
            } else {
                print(explainer.explain(packet(text)), out);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private void explainFile(Path file, Explainer explainer, PrintWriter out) throws IOException, ExitException {
        long read = 0;
        try (CaptureReader reader =
                file.toString().equals(STDIN) ? CaptureReader.open(System.in) : CaptureReader.open(file)) {
            for (Optional<CapturedPacket> p = reader.next(); p.isPresent() && !out.checkError(); p = reader.next()) {
                read++;
                print(explainer.explain(p.get()), out);
            }
        } catch (CaptureException e) {
            out.flush();
            throw new ExitException(
                    ExitCode.FAILURE,
                    file + ": " + e.getMessage() + (read == 0 ? "" : " after " + read + " packets"),
                    e);
        }
    }

    private static boolean isFile(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static CapturedPacket packet(String text) throws ExitException {
        String digits = text.replaceAll("[\\s:]", "");
        if (!HEX.matcher(digits).matches()) {
            throw new ExitException(
                    ExitCode.UNAVAILABLE,
                    "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text)
                            + "': no such file, and no packet in hexadecimal (at least 14 octets)");
        }
        byte[] octets = HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT));
        int linkType = isIp(octets) ? CapturedPacket.LINKTYPE_RAW : CapturedPacket.LINKTYPE_ETHERNET;
        return new CapturedPacket(0, octets.length, linkType, octets);
    }

    /** An IP header whose lengths fit; a MAC address that looks like one is improbable. */
    private static boolean isIp(byte[] p) {
        int first = p[0] & 0xff;
        int total = p.length < 20 ? 0 : (p[2] & 0xff) << 8 | (p[3] & 0xff);
        int payload = p.length < 40 ? -1 : (p[4] & 0xff) << 8 | (p[5] & 0xff);
        return (first >= 0x45 && first <= 0x4f && total >= 20 && total <= p.length)
                || (first >> 4 == 6 && payload >= 0 && payload <= p.length - 40);
    }

    private void print(Explained e, PrintWriter out) {
        if (format == Format.JSON) {
            out.println(json(e));
            return;
        }
        out.printf(Locale.ROOT, "%d %.6f %s%n", e.number(), e.seconds(), e.what());
        if (e.answers() >= 0) {
            out.println(e.answers() == 0 ? "  an answer; its request is not before it" : "  answers " + e.answers());
            return;
        }
        StringBuilder line = new StringBuilder("  ").append(e.verdict());
        if (e.art() != null) {
            line.append(", ").append(e.art()).append(" cell ").append(e.cell());
        }
        if (e.lateMillis() > 0) {
            line.append(", ").append(e.lateMillis()).append(" ms late");
        }
        out.println(line.append(e.answer() == null ? "" : ": " + e.answer()));
        if (hex && e.answer() != null) {
            out.println("  " + HexFormat.of().formatHex(e.octets()));
        }
    }

    private String json(Explained e) {
        JsonLine line = new JsonLine()
                .put("number", e.number())
                .put("seconds", e.seconds())
                .put("packet", e.what())
                .put("verdict", e.verdict());
        if (e.answers() >= 0) {
            line.put("answers", e.answers());
        }
        if (e.art() != null) {
            line.put("art", e.art()).put("cell", e.cell()).put("late-millis", e.lateMillis());
        }
        line.put("answer", e.answer());
        if (hex && e.answer() != null) {
            line.put("octets", HexFormat.of().formatHex(e.octets()));
        }
        return line.toString();
    }
}
