package nyanpong.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.ConfigFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets as tcpdump shows them, put together by hand; checksums of answers are nobody's to look at here. */
class ExplainerTest {
    private static final String CLIENT = "c0000202";
    private static final String HOST = "c0000201";
    private static final String ROUTER = "c6336401";

    private Explainer explainer;

    @BeforeEach
    void open() throws Exception {
        byte[] yaml = "programme: []".getBytes(StandardCharsets.UTF_8);
        explainer = new Explainer(ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml), null));
    }

    @AfterEach
    void close() {
        explainer.close();
    }

    @Test
    void anAnswerIsToldWithItsRequest() throws Exception {
        // RFC 792: type, code, checksum, identifier 7, sequence.
        String first = ip(CLIENT, HOST, "0800f7f8 00070000");
        String second = ip(CLIENT, HOST, "0800f7f7 00070001");
        assertEquals(-1, explain(first));
        assertEquals(-1, explain(second));
        assertEquals(2, explain(ip(HOST, CLIENT, "0000fff7 00070001")));
        assertEquals(1, explain(ip(ROUTER, CLIENT, "0301fcfe 00000000" + first)));
        assertEquals(0, explain(ip(HOST, CLIENT, "0000fff6 00070002")));
        assertEquals(0, explain(ip(CLIENT, HOST, "0000fff8 00070000")));
        assertEquals(-1, explain(ip(HOST, CLIENT, "0d000000 00070000")));
        assertEquals(-1, explain(second));
        assertEquals(8, explain(ip(HOST, CLIENT, "0000fff7 00070001")));
    }

    @Test
    void whatWouldBecomeOfItIsToldAsEver() throws Exception {
        Explained reply = whole(ip(HOST, CLIENT, "0000fff7 00070001"));
        assertEquals(List.of("not_echo_request", 0L), List.of(reply.verdict(), reply.answers()));
    }

    private long explain(String packet) throws Exception {
        return whole(packet).answers();
    }

    private Explained whole(String packet) throws Exception {
        byte[] octets = HexFormat.of().parseHex(packet.replace(" ", ""));
        return explainer.explain(new CapturedPacket(0, octets.length, CapturedPacket.LINKTYPE_RAW, octets));
    }

    /** RFC 791, without options, and with a checksum. */
    private static String ip(String source, String destination, String icmp) {
        int length = 20 + icmp.replace(" ", "").length() / 2;
        String words = "4500%04x000000004001".formatted(length);
        int sum = 0;
        String all = words + source + destination;
        for (int i = 0; i < all.length(); i += 4) {
            sum += Integer.parseInt(all.substring(i, i + 4), 16);
        }
        int folded = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
        return words + "%04x".formatted(folded) + source + destination + icmp;
    }
}
