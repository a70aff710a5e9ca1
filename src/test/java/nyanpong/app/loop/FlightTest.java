package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import nyanpong.app.EventLog;
import nyanpong.config.LogKind;
import nyanpong.echo.Verdict;
import nyanpong.jfr.Flight;
import nyanpong.support.EchoPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recording has of a responder, as another part of the JDK reads it. */
@Timeout(60)
class FlightTest {
    @TempDir
    Path folder;

    private final BlockingQueue<RecordedEvent> events = new LinkedBlockingQueue<>();

    private AutoCloseable flight;

    @AfterEach
    void stop() throws Exception {
        flight.close();
    }

    @Test
    void sessionsFramesReloadsAndDropsAreRecorded() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme:\n- canvas: cisco\n  play: [nyan]\n");
                RecordingStream recording = new RecordingStream()) {
            flight = Flight.start(() -> drops(r));
            for (String name : List.of("Session", "Frame", "Reload", "Drops")) {
                recording.enable("nyanpong." + name);
                recording.onEvent("nyanpong." + name, event -> events.add(event));
            }
            recording.startAsync();
            assertTrue(Flight.isOn());
            EventLog log = new EventLog(List.of(r.ring), LogKind.NONE, _ -> {});
            log.stop();
            for (int i = 0; i < 1400; i++) {
                r.receive(EchoPacket.v4().identifier(77).sequence(i).data(new byte[72]));
            }
            for (int i = 0; i < 5; i++) {
                r.receive(EchoPacket.v4().damage(1));
            }
            log.run(); // what is in the ring, for it was told to stop
            Files.writeString(r.file, "nonsense");
            r.reloader.reload();

            RecordedEvent session = next("nyanpong.Session");
            assertEquals("nyan", session.getString("art"));
            assertEquals("cisco", session.getString("canvas"));
            assertEquals("192.0.2.1", session.getString("source"));
            assertEquals("192.0.2.2", session.getString("destination"));
            assertEquals(77, session.getInt("identifier"));
            assertEquals(0, session.getInt("sequence"));
            assertEquals(72, session.getInt("dataLength"));
            RecordedEvent frame = next("nyanpong.Frame");
            assertEquals("nyan", frame.getString("art"));
            assertEquals(77, frame.getInt("identifier"));
            RecordedEvent reload = next("nyanpong.Reload");
            assertFalse(reload.getBoolean("done"));
            assertTrue(reload.getString("outcome").startsWith(r.file + ":1:1: "), reload.getString("outcome"));
            assertTrue(reload.getDuration().toNanos() > 0);
            RecordedEvent drops = next("nyanpong.Drops");
            assertEquals("icmp_csum", drops.getString("verdict"));
            assertEquals(5, drops.getLong("packets"));
            assertEquals(5, drops.getLong("total"));
        }
    }

    private static Map<String, Long> drops(Unplugged r) {
        return Map.of("icmp_csum", r.responder.tally().of(Verdict.ICMP_CSUM), "land", 0L);
    }

    /** Those of one name in their order; others are kept for later. */
    private RecordedEvent next(String name) throws InterruptedException {
        while (true) {
            RecordedEvent event = events.poll(30, TimeUnit.SECONDS);
            assertTrue(event != null, "no " + name);
            if (event.getEventType().getName().equals(name)) {
                return event;
            }
            events.add(event);
            Thread.sleep(1);
        }
    }
}
