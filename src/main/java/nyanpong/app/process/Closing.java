package nyanpong.app.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, closed in the opposite order and once; a failure does not keep the rest from being closed. */
public final class Closing {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    public synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Leaves open what is not closed yet. */
    synchronized void abandon() {
        opened.clear();
    }

    /** Throws the first failure, the others suppressed in it. */
    public synchronized void closeAll() throws Exception {
        Exception first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                first = add(first, e);
            } catch (Error e) {
                first = add(first, new IllegalStateException(e));
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static Exception add(Exception first, Exception next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
