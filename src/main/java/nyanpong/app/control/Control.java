package nyanpong.app.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import nyanpong.app.watch.WatchServer;
import nyanpong.engine.takeover.RuntimeFolder;

/**
 * How another process of this user asks a responder for something: over a Unix socket of its own, a line of ASCII
 * there, and back a line with the exit code of {@code <sysexits.h>} and lines of UTF-8 until the end. Who has closed his end, or
 * half of it, before his request was begun is taken to want it no more.
 */
public final class Control {
    public static final int MOST_REQUEST = 64;
    static final int MOST_ANSWER = 1 << 16;
    /** For a reload of many arts on a machine that has other work. */
    static final Duration LONGEST_WORK = Duration.ofSeconds(15);

    public static final String RELOAD = "reload";
    /** The socket for requests that change something. */
    public static final String CONTROL = "control";
    /** The socket for those who only look: {@link WatchServer}. */
    public static final String TOP = "top";

    private Control() {}

    /** In a folder that nobody else may write in; the folder is made, and what others have left in it is deleted. */
    public static Path newSocket(String kind, Served served) throws IOException {
        Path folder = RuntimeFolder.make();
        Leftovers.delete(folder);
        return folder.resolve(RuntimeFolder.name(kind) + "-" + served.name());
    }
}
