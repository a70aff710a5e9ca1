package nyanpong.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import nyanpong.programme.Client;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import nyanpong.support.Host;
import nyanpong.wire.AddressText;
import nyanpong.wire.Prefix;

/** Rules with every condition that there is, and scores with every answer. */
public final class RichRules {
    private RichRules() {}

    public static Programme programme() {
        return programme(System::currentTimeMillis);
    }

    /** @param clock the time of day, in milliseconds since the epoch */
    static Programme programme(LongSupplier clock) {
        Score four = new Score(
                        "four",
                        new long[] {Answer.REPLY, Answer.UNREACHABLE, Answer.SILENCE, Answer.address(2, 7)},
                        2,
                        Answer.REPLY)
                .withInk(Answer.UNREACHABLE);
        Score two = new Score("two", new long[] {Answer.reply(111), Answer.UNREACHABLE}, 2, Answer.SILENCE);
        Score flood = new Score("flood", new long[] {Answer.SILENCE, Answer.UNREACHABLE}, 2, Answer.SILENCE);
        Score bars = new Score("bars", new long[] {Answer.shifted(25), Answer.shifted(235)}, 2, Answer.shifted(5));
        Score slow = new Score("slow", new long[] {Answer.late(Answer.REPLY, 1)}, 1, Answer.REPLY);
        Match nobody = new Match.Builder()
                .keyword("nobody".getBytes(StandardCharsets.US_ASCII))
                .build();
        Match time = new Match.Builder().size(1, 4).time(0, 24 * 60 - 1).build();
        Match pattern = new Match.Builder().pattern(new byte[] {0x6e, 0x79}).build();
        return new Programme(
                List.of(
                        new Rule.Plain(new Match.Builder().sequenceMultipleOf(7).build(), Answer.SILENCE),
                        new Rule.Plain(nobody, Answer.SILENCE),
                        new Rule.Plain(pattern, Answer.SILENCE),
                        new Rule.Plain(time, Answer.REPLY),
                        plays(from("198.18.16.0", 24).pace(5, 1e9).build(), null, flood),
                        plays(from("198.18.32.0", 24).size(200, 2000).build(), new Rotation.BySource(), hexdump()),
                        plays(from("198.18.48.0", 24).build(), new Rotation.Random(), bars),
                        plays(from("2001:db8:49::", 48).build(), new Rotation.Random(), bars, two),
                        plays(from("198.18.64.0", 24).build(), null, slow),
                        plays(from("198.18.80.0", 24).tos(0).build(), null, route()),
                        plays(new Match.Builder().clients(Set.of(Client.CISCO)).build(), null, four, two),
                        new Rule.Plain(Match.ALL, Answer.REPLY)),
                256,
                1,
                2,
                clock);
    }

    private static Score hexdump() {
        long[] rows = new long[4];
        Arrays.setAll(rows, Answer::drawn);
        return new Score("hexdump", rows, 2, Answer.REPLY).withDrawing(new Drawing(new byte[128], 32, 16));
    }

    private static Score route() {
        long[] way = {Answer.from(Answer.TIME_EXCEEDED, 1), Answer.REPLY};
        long[] router = {AddressText.mapped(0xcb007101)};
        return new Score("route", way, 2, Answer.SILENCE).withHops(new Hops(router, new long[1], new long[1]));
    }

    private static Match.Builder from(String address, int length) {
        return new Match.Builder().source(Prefix.of(Host.address(address), length));
    }

    /** @param rotation null for each session the next */
    private static Rule plays(Match match, Rotation rotation, Score... scores) {
        return new Rule.Play(
                match,
                Stream.of(scores).map(Playing::new).toList(),
                rotation == null ? new Rotation.PerSession() : rotation,
                null);
    }
}
