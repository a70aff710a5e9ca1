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

    private Compilers() {}

    /** To be called by a thread that soon ends: it stays a little nice where it may not be otherwise. */
    public static void yieldToOthers() {
        Resource resource = new Resource();
        resource.setpriority(0, 1);
        if (resource.setpriority(0, 0) == 0) {
            nice(LAST);
        }
    }

    /** As before; also those threads of it that were begun meanwhile. */
    public static void resume() {
        nice(0);
    }

    private static void nice(int nice) {
        Resource resource = new Resource();
        try {
            for (Task task : Task.all()) {
                if (SECOND.equals(task.name())) {
                    resource.setpriority(task.tid(), nice);
                }
            }
        } catch (IOException e) {
            LOG.debug("C2 keeps its turn: {}", e.getMessage());
        }
    }
}
