package nyanpong.engine.takeover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Two guardians, for without privilege we cannot start another in the place of one that is killed. Either is enough; where
 * both restore, the second finds nothing to do.
 */
final class Guardians {
    private static final int COUNT = 2;

    private final List<Guardian> watching = new ArrayList<>();
    private final Consumer<String> news;
    private final String byHand;

    /**
     * Starts both.
     *
     * @param news is told of the death of one
     * @param byHand what restores the settings when nobody else can
     */
    Guardians(Journal journal, String owner, Set<EchoSysctl> changed, Consumer<String> news, String byHand)
            throws IOException {
        this.news = news;
        this.byHand = byHand;
        try {
            for (int i = 0; i < COUNT; i++) {
                watch(new Guardian(journal, owner, changed));
            }
        } catch (IOException e) {
            release();
            throw e;
        }
    }

    /** Has one of them restore the settings; false where none can. They are gone afterwards. */
    boolean restore() {
        boolean restored = false;
        for (Guardian guardian : stop()) {
            if (restored) {
                release(guardian);
            } else {
                restored = restore(guardian);
            }
        }
        return restored;
    }

    /** Sends them away: there is nothing to restore. */
    void release() {
        stop().forEach(Guardians::release);
    }

    private synchronized void watch(Guardian guardian) {
        watching.add(guardian);
        guardian.onDeath(() -> died(guardian));
    }

    private synchronized List<Guardian> stop() {
        List<Guardian> all = List.copyOf(watching);
        watching.clear();
        return all;
    }

    private synchronized void died(Guardian guardian) {
        if (!watching.remove(guardian)) {
            return; // sent away
        }
        news.accept(
                watching.isEmpty()
                        ? "the last guardian was killed: nobody is left who can give echo back; at the end run "
                                + byHand
                        : "a guardian was killed, process " + guardian.pid() + "; another one watches, process "
                                + watching.getFirst().pid());
    }

    private static boolean restore(Guardian guardian) {
        try {
            return guardian.restore();
        } catch (IOException e) {
            return false; // it was killed just now
        }
    }

    private static void release(Guardian guardian) {
        try {
            guardian.close();
        } catch (IOException e) {
            return; // gone already
        }
    }
}
