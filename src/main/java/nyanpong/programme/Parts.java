package nyanpong.programme;

import java.util.Arrays;

/**
 * The parts that sessions have, by number, so that a session need not refer to an object far from itself. Number 0 is a plain
 * reply; any other part goes when its last session does. For the packet thread, but for {@link #seen}.
 */
final class Parts {
    private static final int AT_FIRST = 256;

    private Part[] parts = new Part[AT_FIRST];
    private int[] sessions = new int[AT_FIRST];
    /** Numbers that are free, the next one last. */
    private int[] free = new int[AT_FIRST];

    private int freed;
    private int used = 1;

    private final int thread;

    /** @param thread whose, of the packet threads */
    Parts(int thread) {
        this.thread = thread;
        parts[0] = Part.REPLY;
    }

    Part get(int number) {
        return parts[number];
    }

    /** From any thread; null where it has just come or gone. */
    Part seen(int number) {
        Part[] now = parts;
        return number < now.length ? now[number] : null;
    }

    /** The number of a part that one session more has. */
    int take(Part part) {
        int number = part.number(thread);
        if (number >= used || parts[number] != part) {
            number = part == Part.REPLY ? 0 : enter(part);
        }
        sessions[number]++;
        return number;
    }

    /** One session less has it. */
    void leave(int number) {
        if (number != 0 && --sessions[number] == 0) {
            parts[number] = null;
            free[freed++] = number;
        }
    }

    private int enter(Part part) {
        if (freed == 0 && used == parts.length) {
            sessions = Arrays.copyOf(sessions, 2 * used);
            free = Arrays.copyOf(free, 2 * used);
            parts = Arrays.copyOf(parts, 2 * used);
        }
        int number = freed == 0 ? used++ : free[--freed];
        parts[number] = part;
        part.number(thread, number);
        return number;
    }
}
