package nyanpong.app.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nyanpong.app.loop.Unplugged;
import nyanpong.metrics.Family;
import nyanpong.support.EchoPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told is what came; and who pings has no say in how many series there are. */
class MeasuresTest {
    private static final String CAT = "programme:\n- canvas: cisco\n  play: [nyan, pong]\n";

    @TempDir
    Path folder;

    @Test
    void everyPacketIsCountedWhereItBelongs() throws Exception {
        try (Unplugged r = new Unplugged(folder, CAT)) {
            for (int i = 0; i < 100; i++) {
                r.receive(EchoPacket.v4().sequence(i));
            }
            for (int i = 0; i < 30; i++) {
                r.receive(EchoPacket.v6().sequence(i));
            }
            for (int i = 0; i < 7; i++) {
                r.receive(EchoPacket.v4().damage(1));
            }
            r.receive(EchoPacket.v4().destination("192.0.2.3"));
            assertEquals(140, r.value("nyanpong_packets_received_total"));
            assertEquals(2, r.value("nyanpong_packets_lost_total"));
            assertEquals(100, r.value("nyanpong_requests_total", "4"));
            assertEquals(30, r.value("nyanpong_requests_total", "6"));
            assertEquals(130, r.value("nyanpong_answers_sent_total"));
            assertEquals(7, r.value("nyanpong_packets_total", "dropped", "icmp_csum"));
            assertEquals(1, r.value("nyanpong_packets_total", "left", "not_owned"));
            assertEquals(
                    130,
                    r.value("nyanpong_packets_total", "answered", "reply")
                            + r.value("nyanpong_packets_total", "answered", "error")
                            + r.value("nyanpong_packets_total", "answered", "error_would_amplify"));
            assertEquals(1, r.value("nyanpong_drawings_total", "nyan", "cisco"));
            assertEquals(1, r.value("nyanpong_drawings_total", "pong", "cisco"));
            assertEquals(2, r.value("nyanpong_sessions"));
            assertEquals(65_536, r.value("nyanpong_sessions_limit"));
            assertEquals(17, r.value("nyanpong_claimed_total"));
            assertEquals(3, r.value("nyanpong_given_back_total", "late"));
        }
    }

    @Test
    void aFloodOfSourcesAndIdentifiersMakesNoSeries() throws Exception {
        try (Unplugged r = new Unplugged(folder, CAT)) {
            int before = series(r);
            for (int i = 0; i < 5000; i++) {
                r.receive(EchoPacket.v4()
                        .source("198.18." + (i >> 8 & 0xff) + "." + ((i & 0xff) | 1))
                        .identifier(i));
            }
            assertEquals(before, series(r));
            assertTrue(r.value("nyanpong_sessions") > 2000);
        }
    }

    @Test
    void artsComeAndGoWithTheProgrammeAndOnesThatStayAreCountedOn() throws Exception {
        try (Unplugged r = new Unplugged(folder, CAT)) {
            r.receive(EchoPacket.v4());
            Files.writeString(r.file, "programme:\n- canvas: cisco\n  play: [heart, nyan]\n");
            assertTrue(r.reloader.reload().done());
            assertEquals(1, r.value("nyanpong_drawings_total", "nyan", "cisco"));
            assertEquals(0, r.value("nyanpong_drawings_total", "heart", "cisco"));
            assertEquals(
                    List.of(List.of("heart", "cisco"), List.of("nyan", "cisco")),
                    r.measures().now().stream()
                            .filter(family -> family.fullName().equals("nyanpong_drawings_total"))
                            .flatMap(family -> family.samples().stream())
                            .map(Family.Sample::labels)
                            .toList());
        }
    }

    @Test
    void oneArtOnTwoCanvasesIsTwo() throws Exception {
        String two =
                "programme:\n- match: { client: cisco }\n  canvas: cisco\n  play: [nyan]\n- canvas: ttl\n  play: [nyan]\n";
        try (Unplugged r = new Unplugged(folder, two)) {
            r.receive(EchoPacket.v4());
            assertEquals(0, r.value("nyanpong_drawings_total", "nyan", "cisco"));
            assertEquals(1, r.value("nyanpong_drawings_total", "nyan", "ttl"));
        }
    }

    @Test
    void reloadsAreCountedByTheirResult() throws Exception {
        try (Unplugged r = new Unplugged(folder, CAT)) {
            assertEquals(1, r.value("nyanpong_last_reload_successful"));
            double loaded = r.value("nyanpong_last_load_timestamp_seconds");
            Files.writeString(r.file, "nonsense");
            r.reloader.reload();
            assertEquals(0, r.value("nyanpong_last_reload_successful"));
            assertEquals(loaded, r.value("nyanpong_last_load_timestamp_seconds"));
            Thread.sleep(2);
            Files.writeString(r.file, CAT);
            r.reloader.reload();
            assertEquals(1, r.value("nyanpong_last_reload_successful"));
            assertTrue(r.value("nyanpong_last_load_timestamp_seconds") > loaded);
            assertEquals(1, r.value("nyanpong_reloads_total", "failure"));
            assertEquals(1, r.value("nyanpong_reloads_total", "success"));
        }
    }

    /** https://prometheus.io/docs/practices/naming: and a page tells what each is. */
    @Test
    void namesAndLabelsAreAsTheConventionHasThem() throws Exception {
        try (Unplugged r = new Unplugged(folder, CAT)) {
            for (Family family : r.measures().now()) {
                String name = family.fullName();
                assertTrue(name.matches("(nyanpong|process)(_[a-z]+)+"), name);
                assertEquals(family.kind() == Family.Kind.COUNTER, name.endsWith("_total"), name);
                assertTrue(family.help().endsWith("."), name);
                for (String label : family.labels()) {
                    assertTrue(
                            List.of(
                                                    "fate",
                                                    "verdict",
                                                    "ip_version",
                                                    "reason",
                                                    "art",
                                                    "canvas",
                                                    "result",
                                                    "version",
                                                    "java")
                                            .contains(label)
                                    || name.equals("nyanpong_serve_info"),
                            name + " has the label " + label);
                }
            }
        }
    }

    private static int series(Unplugged r) {
        return r.measures().now().stream()
                .mapToInt(family -> family.samples().size())
                .sum();
    }
}
