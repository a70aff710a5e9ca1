package nyanpong.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import nyanpong.echo.Verdict;
import nyanpong.score.Answer;
import nyanpong.wire.Arrival;

/** A request and the answer that it must get, written by src/test/packets/golden.py. */
public final class Golden {
    private static final String FILE = "/packets/golden.txt";

    public final String name;
    public final Verdict verdict;
    /** What the director is to say. */
    public final long answer;

    public final int arrival;
    private final byte[] request;
    private final byte[] expected;

    private Golden(String head, String request, String expected) {
        String[] words = head.split(" ", -1);
        name = words[1];
        long answers = Answer.REPLY;
        int arrives = Arrival.PLAIN;
        Verdict becomes = null;
        for (int i = 2; i < words.length; i++) {
            String[] word = words[i].split("=", 2);
            switch (word[0]) {
                case "verdict" -> becomes = Verdict.valueOf(word[1].toUpperCase(Locale.ROOT));
                case "tci" -> arrives = Arrival.withTag(arrives, Integer.parseInt(word[1], 16));
                case "arrival" -> arrives |= Arrival.CHECKSUM_NOT_READY;
                case "error" -> answers = error(name.startsWith("v6"), word[1].split("/", 2));
                default -> throw new IllegalArgumentException(head);
            }
        }
        verdict = Objects.requireNonNull(becomes);
        answer = answers;
        arrival = arrives;
        this.request = HexFormat.of().parseHex(request.substring(2));
        this.expected = HexFormat.of().parseHex(expected.substring(2));
    }

    public byte[] request() {
        return request.clone();
    }

    /** With zeros where the responder chooses: IPv4 identification and header checksum, IPv6 flow label. */
    public byte[] expected() {
        return expected.clone();
    }

    public boolean isIpv6() {
        return name.startsWith("v6");
    }

    @Override
    public String toString() {
        return name;
    }

    public static List<Golden> all() {
        List<Golden> all = new ArrayList<>();
        try (var in = new BufferedReader(
                new InputStreamReader(Golden.class.getResourceAsStream(FILE), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("case ")) {
                    all.add(new Golden(line, in.readLine(), in.readLine()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The other IP version's type and code are such as must never be sent. */
    private static long error(boolean six, String[] typeAndCode) {
        int type = Integer.parseInt(typeAndCode[0]);
        int code = Integer.parseInt(typeAndCode[1]);
        return six ? Answer.error(255, 255, type, code) : Answer.error(type, code, 255, 255);
    }
}
