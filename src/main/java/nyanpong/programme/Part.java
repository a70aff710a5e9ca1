package nyanpong.programme;

import java.util.Arrays;
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
    /** Of each packet thread, where its {@link Parts} may have it. */
    private int[] numbers = new int[1];

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

    /** What that thread has said; another thread's word may have been lost meanwhile, and is said again. */
    int number(int thread) {
        int[] known = numbers;
        return thread < known.length ? known[thread] : 0;
    }

    void number(int thread, int number) {
        int[] known = numbers;
        if (thread >= known.length) {
            known = Arrays.copyOf(known, thread + 1);
            numbers = known;
        }
        known[thread] = number;
    }
}
