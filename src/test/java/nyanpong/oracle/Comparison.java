package nyanpong.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nyanpong.echo.Verdict;
import nyanpong.support.EchoPacket;
import nyanpong.sys.ErrnoException;

/** Asks the kernel what nyanpong was asked, a batch at a time, and keeps count. */
final class Comparison {
    /** So much for a packet that takes another way through the kernel than the one after it. */
    private static final int QUIET_MILLIS = 5000;

    private static final int SHOWN = 10;
    private static final Tagged LAST = new Tagged(EchoPacket.v4().build());
    private static final Tagged LAST6 = new Tagged(EchoPacket.v6().build());

    /** Those and the two that end it. */
    static final int QUESTIONS = Wire.BATCH - 2;

    private final Wire wire;
    final Ours ours = new Ours();
    final Map<Known, Long> known = new EnumMap<>(Known.class);
    final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final List<Question> batch = new ArrayList<>();
    private final List<Answer> strays = new ArrayList<>();
    private int tag = 1;
    long answered;
    long silent;
    long reassembled;
    long asked;
    long again;
    int faults;

    Comparison(Wire wire) {
        this.wire = wire;
    }

    /** The number that the next packet's identifier and sequence number should be. */
    int tag() {
        return tag + batch.size();
    }

    /** Nothing is sent before there are {@link #QUESTIONS}. */
    void ask(String name, byte[] packet) throws ErrnoException {
        batch.add(new Question(name, tag(), packet, ours));
        if (batch.size() == QUESTIONS) {
            finish();
        }
    }

    void finish() throws ErrnoException {
        exchange(batch);
        List<Question> unsettled = batch.stream().filter(q -> !isSettled(q)).toList();
        for (Answer stray : List.copyOf(strays)) {
            attribute(stray);
        }
        for (Question q : unsettled) {
            if (!isSettled(q)) {
                askAlone(q);
            }
        }
        batch.forEach(this::count);
        tag += batch.size();
        batch.clear();
    }

    /** Sends questions and takes answers until those to two proper requests, sent last, are there. */
    private void exchange(List<Question> questions) throws ErrnoException {
        List<byte[]> packets = new ArrayList<>(questions.size() + 2);
        questions.forEach(q -> packets.add(q.packet));
        // Far from any mutant's number.
        int first = ~(tag + batch.size());
        packets.add(LAST.with(first));
        packets.add(LAST6.with(first));
        wire.send(packets);
        strays.clear();
        int[] ends = {0};
        boolean ended = wire.receive(QUIET_MILLIS, b -> {
            Answer answer = Answer.of(b);
            if (answer == null) {
                return false;
            }
            if (answer.tag() == first) {
                ends[0]++;
            } else if (!take(questions, answer)) {
                strays.add(answer);
            }
            return ends[0] == 2;
        });
        if (!ended) {
            throw new IllegalStateException("the kernel does not answer proper requests any more");
        }
    }

    /** By its number, else by being what we would have said: a mutant's number may be another than it was given. */
    private boolean take(List<Question> questions, Answer answer) {
        int i = answer.tag() - questions.getFirst().tag;
        if (i >= 0 && i < questions.size() && give(questions.get(i), answer)) {
            return true;
        }
        return questions.stream().anyMatch(q -> q.ours != null && q.ours.sameAs(answer) && give(q, answer));
    }

    private static boolean give(Question q, Answer answer) {
        if (q.kernels != null || (q.ours != null && !q.ours.sameAs(answer))) {
            return false;
        }
        q.kernels = answer;
        return true;
    }

    /** Whose number tells nothing is found by asking anew those to whom it could be the answer. */
    private void attribute(Answer stray) throws ErrnoException {
        boolean fragments = false;
        for (Question q : batch) {
            fragments |= q.verdict == Verdict.FRAGMENT;
            if (q.ours == null ? Known.of(q.verdict, q.packet) != null : !q.isAgreed()) {
                Answer before = q.kernels;
                askAlone(q);
                if (q.kernels != null && isOf(q, stray)) {
                    return;
                }
                q.kernels = q.ours == null ? before : q.kernels;
            }
        }
        if (fragments) {
            reassembled++;
        } else {
            fault("an answer to none of a batch\n    kernel " + stray);
        }
    }

    /** What the kernel alone answers may have the time in it, of a time stamp option. */
    private static boolean isOf(Question q, Answer stray) {
        return q.ours == null ? q.kernels.tag() == stray.tag() : q.kernels.sameAs(stray);
    }

    /** A lost packet is no difference, and what differs does so twice. */
    private void askAlone(Question q) throws ErrnoException {
        again++;
        q.kernels = null;
        List<Answer> kept = List.copyOf(strays);
        exchange(List.of(q));
        if (q.kernels == null && !strays.isEmpty()) {
            q.kernels = strays.getFirst();
        }
        strays.clear();
        strays.addAll(kept);
    }

    private static boolean isSettled(Question q) {
        return q.isAgreed() || (q.ours == null && Known.of(q.verdict, q.packet) != null);
    }

    private void count(Question q) {
        asked++;
        verdicts.merge(q.verdict, 1L, Long::sum);
        if (!isSettled(q)) {
            fault(q.toString());
        } else if (q.ours != null) {
            answered++;
        } else if (q.kernels == null) {
            silent++;
        } else {
            known.merge(Known.of(q.verdict, q.packet), 1L, Long::sum);
        }
    }

    private void fault(String text) {
        faults++;
        if (faults <= SHOWN) {
            System.out.println("DIFFERENT " + text);
        }
    }
}
