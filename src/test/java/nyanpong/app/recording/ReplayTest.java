package nyanpong.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import nyanpong.app.production.Preview;
import nyanpong.app.production.Stage;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.support.EchoPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes out for a capture of requests is what preview says, which the smoke tests hold against the real clients. */
@Timeout(60)
class ReplayTest {
    private static final String NYAN = "programme:\n- canvas: cisco\n  play: [nyan]\n";
    private static final long STEP = 1_000_000;
    private static final long START = 1_790_000_000_000_000_000L;

    private Replay replay;
    private long nanos = START;

    @AfterEach
    void close() {
        if (replay != null) {
            replay.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cisco, nyan, false, 72",
        "cisco, maneki, true, 72",
        "flood, nyan, false, 56",
        "flood, pong, true, 56",
        "bars, skyline, false, 56",
        "bars, wave, true, 56",
        "digits, heart, false, 56",
        "ttl, heart, true, 56",
        "delay, skyline, false, 56",
        "hexdump, heart, false, 1416",
        "hexdump, penguin, true, 1416"
    })
    void everyFrameIsThePreview(String canvas, String art, boolean six, int size) throws Exception {
        play("programme:\n- canvas: " + canvas + "\n  play: [" + art + "]\n");
        Stage stage = Stage.of(Stage.Kind.valueOf(canvas.toUpperCase(Locale.ROOT)));
        Preview first = Preview.of(null, art, stage, 1, six);
        int pings = canvas.equals("hexdump") ? 1 : first.showing().pings();
        for (int sequence = 0; sequence < pings * first.frames(); sequence++) {
            take(iputils(six ? EchoPacket.v6() : EchoPacket.v4(), size).sequence(1 + sequence));
        }
        List<Replayed> seen = replay.pictures(false).toList();
        List<String> want = new ArrayList<>();
        for (int frame = 1; frame <= first.frames(); frame++) {
            want.addAll(Preview.of(null, art, stage, frame, six).lines());
        }
        assertEquals(want, seen.stream().flatMap(r -> r.lines().stream()).toList());
        assertTrue(
                seen.stream().allMatch(r -> r.canvas().equals(canvas) && r.art().equals(art)));
        assertNull(seen.getFirst().same());
    }

    @Test
    void whatIsLostSwappedOrRepeatedIsAsTheClientSeesIt() throws Exception {
        play(NYAN);
        List<Integer> sequences =
                new ArrayList<>(IntStream.range(0, 300).boxed().toList());
        sequences.removeIf(sequence -> sequence == 100);
        Collections.swap(sequences, 7, 8);
        sequences.add(50, sequences.get(49));
        for (int sequence : sequences) {
            take(cisco().sequence(sequence));
        }
        String want = String.join(
                        "",
                        Preview.of(null, "nyan", Stage.of(Stage.Kind.CISCO), 1, false)
                                .lines())
                .substring(0, 300);
        Replayed seen = replay.pictures(false).findFirst().orElseThrow();
        assertEquals(want.substring(0, 100) + "." + want.substring(101), String.join("", seen.lines()));
        assertEquals(300, seen.requests());
        assertEquals("cisco", seen.client());
        assertEquals(1, replay.pictures(false).count());
    }

    /** The programme draws, but who answered then did not: replies, a router's error, and nothing. */
    @Test
    void theCapturesAnswersAreToldFromTheProgrammes() throws Exception {
        play(NYAN);
        for (int sequence = 0; sequence < 140; sequence++) {
            EchoPacket request = cisco().sequence(sequence);
            take(request);
            if (sequence % 7 < 5) {
                take(cisco().source("192.0.2.1")
                        .destination("192.0.2.2")
                        .type(0)
                        .sequence(sequence));
            } else if (sequence % 7 == 5) {
                byte[] ip = request.build();
                byte[] message = new byte[8 + 28];
                message[0] = 11;
                System.arraycopy(ip, 14, message, 8, 28);
                take(EchoPacket.v4()
                        .source("203.0.113.1")
                        .destination("192.0.2.2")
                        .message(message));
            }
        }
        Replayed answered = replay.pictures(true).findFirst().orElseThrow();
        String row = "!!!!!&.".repeat(10);
        assertEquals(List.of(row, row), answered.lines());
        assertEquals(120, replay.answers());
        assertFalse(answered.same());
        List<String> drawn = replay.pictures(false).findFirst().orElseThrow().lines();
        assertEquals(
                Preview.of(null, "nyan", Stage.of(Stage.Kind.CISCO), 1, false)
                        .lines()
                        .subList(0, 2),
                drawn);
    }

    @Test
    void theSameCaptureGivesTheSamePictures() throws Exception {
        String random = "programme:\n- canvas: cisco\n  play: [nyan, maneki, fuji, clock]\n  rotate: random\n";
        List<List<Replayed>> twice = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            play(random);
            nanos = START;
            for (int id = 0; id < 20; id++) {
                for (int sequence = 0; sequence < 210; sequence++) {
                    take(cisco().identifier(id).sequence(sequence));
                }
            }
            twice.add(replay.pictures(false).toList());
            replay.close();
            replay = null;
        }
        assertEquals(twice.get(0), twice.get(1));
        assertEquals(20, twice.get(0).size());
        assertNotEquals(1, twice.get(0).stream().map(Replayed::art).distinct().count());
    }

    /** Conditions and arts go by the time at which the capture was made. */
    @Test
    void theTimeIsTheCaptures() throws Exception {
        play("programme:\n- canvas: cisco\n  play: [clock]\n");
        for (int minute = 0; minute < 2; minute++) {
            nanos = START + minute * 60_000_000_000L;
            for (int sequence = 0; sequence < 210; sequence++) {
                take(cisco().identifier(minute).sequence(sequence));
            }
        }
        List<Replayed> seen = replay.pictures(false).toList();
        assertEquals(2, seen.size());
        assertNotEquals(seen.get(0).lines(), seen.get(1).lines());
    }

    @Test
    void plainRepliesAreNoPicture() throws Exception {
        play("programme: []\n");
        for (int sequence = 0; sequence < 5; sequence++) {
            take(iputils(EchoPacket.v4(), 56).sequence(sequence));
        }
        Replayed seen = replay.pictures(false).findFirst().orElseThrow();
        assertNull(seen.canvas());
        assertEquals(List.of(), seen.lines());
        assertEquals(5, seen.requests());
    }

    @Test
    void noMutantBreaksIt() throws Exception {
        play("""
                programme:
                - match: { client: iputils, size: '>=200' }
                  canvas: hexdump
                  play: [heart]
                - canvas: bars
                  play: [skyline]
                """);
        Random random = new Random(20_170_907);
        byte[][] whole = {
            iputils(EchoPacket.v4(), 56).build(),
            iputils(EchoPacket.v6(), 300).build(),
            EchoPacket.v4().type(0).build(),
            EchoPacket.v4().type(3).data(64).build(),
            EchoPacket.v6().type(1).data(64).build()
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = whole[random.nextInt(whole.length)].clone();
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = random.nextInt(3) == 0 ? random.nextInt(mutant.length + 1) : mutant.length;
            take(Arrays.copyOf(mutant, length));
        }
        replay.pictures(random.nextBoolean()).forEach(picture -> assertTrue(picture.requests() > 0));
    }

    /** Many sources, and one that leaps through its sequence numbers, get the memory that there is for them, and no more. */
    @Test
    void aHostileCaptureIsBoundedAndToldSo() throws Exception {
        play(NYAN);
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            take(cisco().identifier(1).sequence(random.nextInt(65_536)));
        }
        for (int i = 0; i < 8_000; i++) {
            take(cisco().source("198.18." + (i >> 8 & 0xff) + "." + (1 + (i & 0x7f)))
                    .identifier(i & 0xffff));
        }
        assertTrue(replay.forgotten() > 1000, replay.forgotten() + " forgotten");
        assertTrue(replay.requests() >= 18_000);
        long shown = replay.pictures(false)
                .mapToLong(picture -> picture.lines().size())
                .sum();
        assertTrue(shown > 0);
    }

    private void play(String yaml) throws Exception {
        replay = new Replay(config(yaml));
    }

    private static Config config(String yaml) throws IOException, ConfigException {
        return ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), null);
    }

    private void take(EchoPacket packet) throws IOException {
        take(packet.build());
    }

    private void take(byte[] octets) throws IOException {
        nanos += STEP;
        replay.take(new CapturedPacket(nanos, octets.length, CapturedPacket.LINKTYPE_ETHERNET, octets));
    }

    private static EchoPacket cisco() {
        byte[] data = new byte[72];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i % 2 == 0 ? 0xab : 0xcd);
        }
        return EchoPacket.v4()
                .source("192.0.2.2")
                .destination("192.0.2.1")
                .identifier(7)
                .data(data);
    }

    private static EchoPacket iputils(EchoPacket packet, int size) {
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) i;
        }
        ByteBuffer.wrap(data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1_789_968_998L)
                .putLong(123_456);
        return packet.identifier(7).data(data);
    }
}
