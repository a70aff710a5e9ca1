package nyanpong.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import nyanpong.sys.ErrnoException;

/** Tests that ask the kernel for what not everybody gets: skipped where it refuses, failed under {@code CI=true}. */
public final class Privileged {
    /** A test, or what it needs. */
    @FunctionalInterface
    public interface Request<T> {
        T ask() throws IOException;
    }

    private Privileged() {}

    /** What the kernel gives us; the test is over where it does not. */
    public static <T> T request(Request<T> request) throws IOException {
        try {
            return request.ask();
        } catch (ErrnoException e) {
            if (!e.isPermission() || "true".equals(System.getenv("CI"))) {
                throw e;
            }
            return abort(e.getMessage());
        }
    }
}
