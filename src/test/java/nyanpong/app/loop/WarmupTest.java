package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.List;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Arrival;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

class WarmupTest {
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000201, 32);
    private static final Prefix HOST6 = new Prefix(0x20010db8_00000000L, 1, 128);

    private final Playing playing = new Playing(new Score("cat", new long[] {Answer.REPLY}, 1, Answer.REPLY));
    private final List<Rule> rules =
            List.of(new Rule.Play(Match.ALL, List.of(playing), new Rotation.PerSession(), null));

    @Test
    void itsSessionsAreNobodys() throws InterruptedException {
        Warmup warmup = new Warmup();
        warmup.begin();
        warmup.play(rules);
        warmup.await();
        assertEquals(0, playing.sessions());
    }

    /** Else it would warm up what turns packets away. */
    @Test
    void everyRequestIsValidAndDrawnFor() {
        try (Arena arena = Arena.ofShared()) {
            Programme programme = new Programme(rules, 64, 1, 2);
            Responder responder = new Responder(programme, new RateLimits(0, 0, 1), null, null, 1);
            responder.local(new LocalTable(List.of(HOST, HOST6), List.of(HOST, HOST6), List.of(), List.of()));
            SyntheticRequest request = new SyntheticRequest(arena);
            for (SyntheticRequest.Kind kind : SyntheticRequest.KINDS) {
                int length = request.ipv4(HOST, kind, 1);
                responder.respond(request.packet(), SyntheticRequest.AT, length, Arrival.PLAIN);
                length = request.ipv6(HOST6, kind, 1);
                responder.respond(request.packet(), SyntheticRequest.AT, length, Arrival.PLAIN);
            }
            assertEquals(2L * SyntheticRequest.KINDS.size(), playing.sessions());
        }
    }
}
