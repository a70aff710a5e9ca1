package nyanpong.canvas;

import nyanpong.score.Answer;

/** What an inked cell of a router's picture is answered with. */
public enum Ink {
    /** Destination unreachable: prompt. */
    UNREACHABLE(Answer.UNREACHABLE),
    /** Nothing: costs the client its timeout. */
    SILENCE(Answer.SILENCE);

    private final long answer;

    Ink(long answer) {
        this.answer = answer;
    }

    long answer() {
        return answer;
    }
}
