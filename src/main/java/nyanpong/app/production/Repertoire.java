package nyanpong.app.production;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nyanpong.canvas.Canvas;
import nyanpong.programme.Playing;
import nyanpong.score.Score;

/**
 * All that a programme plays, each once. What the programme before it played as well goes on being the same {@link Playing}, so
 * that a session sees whether its picture is still played.
 */
public final class Repertoire {
    private final Map<Piece, Playing> pieces = new HashMap<>();
    private final Map<Piece, Playing> before;

    /**
     * What tells one from another.
     *
     * @param score at midnight, where it shows the time
     */
    private record Piece(Score score, boolean timed) {}

    /** @param before the repertoire of the programme that is to be replaced, or null */
    Repertoire(Repertoire before) {
        this.before = before == null ? Map.of() : before.pieces;
    }

    /** What is played of an art that never changes. */
    Playing of(Score score, Canvas canvas) {
        return of(new Piece(score, false), score, canvas);
    }

    /** What is played of one that shows the time. */
    Playing of(Score atMidnight, Score now, Canvas canvas) {
        return of(new Piece(atMidnight, true), now, canvas);
    }

    /** What a score that is played now was compiled for: who shows it, and how. */
    public Optional<Canvas> canvas(Score score) {
        return pieces.values().stream()
                .filter(playing -> playing.now().equals(score))
                .map(Playing::canvas)
                .findFirst();
    }

    private Playing of(Piece piece, Score now, Canvas canvas) {
        return pieces.computeIfAbsent(piece, p -> before.containsKey(p) ? before.get(p) : new Playing(now, canvas));
    }
}
