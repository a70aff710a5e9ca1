package nyanpong.app.process;

import java.io.IOException;
import nyanpong.sys.Resource;
import nyanpong.sys.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets HotSpot's second compiler, C2, have its turn after all others: of a start it would take a quarter, and what it makes is for
 * the long run. Where we could not give its threads their turn back, they are left as they are.
 */
public final class Compilers {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final String SECOND = "C2 CompilerThre"; // the kernel keeps fifteen octets
    private static final int LAST = 19;

    private final Resource resource = new Resource();
    /** Theirs as ours: all threads begin with that of the process. */
    private final int usual = resource.nice();

    private final boolean yielding;

    /** Begins. To be called by a thread that soon ends: it stays a little nicer where it may not be less so. */
    public Compilers() {
        resource.setpriority(0, usual + 1);
        yielding = resource.setpriority(0, usual) == 0;
        if (yielding) {
            nice(LAST);
        }
    }

    /** As before; also those threads of it that were begun meanwhile. */
    public void resume() {
        if (yielding) {
            nice(usual);
        }
    }

    private void nice(int nice) {
        try {
            for (Task task : Task.all()) {
                if (SECOND.equals(task.name())) {
                    resource.setpriority(task.tid(), nice);
                }
            }
        } catch (IOException e) {
            LOG.debug("the threads of C2 stay as nice as they are: {}", e.getMessage());
        }
    }
}
