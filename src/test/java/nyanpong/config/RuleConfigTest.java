package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The records hold their rules themselves, whoever makes them. */
class RuleConfigTest {
    private static final InetAddress HOP = InetAddress.ofLiteral("192.0.2.1");
    private static final Palette IPV4 = palette(new PaletteAnswer.Error(11, 0));
    private static final Palette IPV6 = palette(new PaletteAnswer.Error(1, 4));

    @Test
    void whatDrawsFitsItsCanvas() {
        assertDoesNotThrow(() -> play("cisco", Ink.SILENCE, null, IPV4, IPV6, List.of()));
        assertDoesNotThrow(() -> play("route", Ink.UNREACHABLE, null, null, null, List.of(HOP)));
        refused(() -> play("cisco", Ink.UNREACHABLE, null, IPV6, null, List.of()));
        refused(() -> play("cisco", Ink.UNREACHABLE, null, null, IPV4, List.of()));
        refused(() -> play("cisco", Ink.UNREACHABLE, 70, null, null, List.of()));
        refused(() -> play("hexdump", Ink.UNREACHABLE, 31, null, null, List.of()));
        refused(() -> play("flood", Ink.SILENCE, null, null, null, List.of()));
        refused(() -> play("flood", Ink.UNREACHABLE, null, IPV4, null, List.of()));
        refused(() -> play("flood", Ink.UNREACHABLE, null, null, null, List.of(HOP)));
        refused(() -> play("route", Ink.UNREACHABLE, null, null, null, List.of()));
        refused(() -> play("route", Ink.UNREACHABLE, null, null, null, List.of(HOP, HOP)));
        refused(() -> play("route", Ink.UNREACHABLE, null, null, null, List.of(InetAddress.ofLiteral("224.0.0.1"))));
        List<InetAddress> many = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> InetAddress.ofLiteral("192.0.2." + i))
                .toList();
        refused(() -> play("route", Ink.UNREACHABLE, null, null, null, many));
        assertDoesNotThrow(() -> play("route", Ink.UNREACHABLE, null, null, null, many.subList(1, 30)));
    }

    @Test
    void aCalibrationGoesToANarrowSource() {
        Action calibration = Config.play("cisco", "calibration");
        assertDoesNotThrow(() -> new RuleConfig(from("192.0.2.0", 24), calibration));
        refused(() -> new RuleConfig(from("192.0.2.0", 23), calibration));
        refused(() -> new RuleConfig(from("2001:db8::", 63), calibration));
        refused(() -> new RuleConfig(Match.EVERYBODY, calibration));
    }

    @Test
    void withoutStateNothingGoesByTheClock() {
        Action.Play stateless = stateless(new Rotation.Random());
        assertTrue(new RuleConfig(Match.EVERYBODY, stateless).needsSeed());
        assertFalse(new RuleConfig(Match.EVERYBODY, Config.play("ttl", "nyan")).needsSeed());
        refused(() -> new RuleConfig(at(new Range(1, 5), null), stateless));
        refused(() -> new RuleConfig(at(null, new TimeOfDay(0, 1)), stateless));
        refused(() -> new RuleConfig(Match.EVERYBODY, stateless(new Rotation.ByHour())));
        refused(() -> new RuleConfig(Match.EVERYBODY, stateless(new Rotation.Every(Duration.ofHours(1)))));
        refused(() -> new RuleConfig(Reading.sequence(5), stateless));
    }

    @Test
    void conditionsKeepToTheirBounds() {
        refused(() -> new Range(2, 1));
        refused(() -> new TimeOfDay(5, 5));
        refused(() -> new TimeOfDay(0, 1440));
        refused(() -> at(new Range(0, 5), null));
        refused(() -> at(new Range(1, 1_000_001), null));
        refused(() -> data(new Range(0, 65_508), null, null));
        refused(() -> data(null, "AB", null));
        refused(() -> data(null, null, "ab"));
        refused(() -> Reading.sequence(0));
        List<ClientKind> twice = Collections.nCopies(2, ClientKind.MTR);
        refused(() -> new Match(twice, null, null, null, null, null, null, null, null, null));
    }

    private static void refused(Executable made) {
        assertThrows(IllegalArgumentException.class, made);
    }

    private static Action.Play play(
            String canvas, Ink ink, Integer width, Palette palette, Palette palette6, List<InetAddress> hops) {
        List<String> arts = List.of("nyan");
        return new Action.Play(
                canvas, ink, width, null, palette, palette6, hops, arts, new Rotation.PerSession(), AnchorKind.FIRST);
    }

    private static Action.Play stateless(Rotation rotation) {
        List<String> arts = List.of("nyan");
        return new Action.Play(
                "ttl", Ink.UNREACHABLE, null, null, null, null, List.of(), arts, rotation, AnchorKind.STATELESS);
    }

    private static Palette palette(PaletteAnswer ink) {
        return new Palette(Stream.of(new Palette.Entry('!', new PaletteAnswer.Reply()), new Palette.Entry('U', ink))
                .toList());
    }

    private static Match from(String address, int length) {
        AddressPrefix source = new AddressPrefix(InetAddress.ofLiteral(address), length);
        return new Match(List.of(), source, null, null, null, null, null, null, null, null);
    }

    private static Match at(Range pace, TimeOfDay time) {
        return new Match(List.of(), null, null, null, null, null, null, pace, time, null);
    }

    private static Match data(Range size, String pattern, String keyword) {
        return new Match(List.of(), null, null, size, pattern, keyword, null, null, null, null);
    }
}
