package nyanpong.programme;

import nyanpong.score.Answer;
import nyanpong.score.Score;

/** What a session gets: the cells of a picture, or the same each time. */
final class Part {
    /** Where no rule matches. */
    static final Part REPLY = new Part(null, null, Answer.REPLY);

    /** What the picture is of, or null. */
    final Playing playing;
    /** The picture, or null for {@link #answer}. */
    final Score score;

    final long answer;
    /** Where {@link Parts} may have it. */
    int number;

    private Part(Playing playing, Score score, long answer) {
        this.playing = playing;
        this.score = score;
        this.answer = answer;
    }

    static Part of(Playing playing, Score score) {
        return new Part(playing, score, Answer.REPLY);
    }

    static Part plain(long answer) {
        return answer == Answer.REPLY ? REPLY : new Part(null, null, answer);
    }
}
