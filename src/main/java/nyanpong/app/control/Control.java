package nyanpong.app.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nyanpong.app.watch.WatchServer;
import nyanpong.engine.takeover.RuntimeFolder;

/**
 * How another process of this user asks a responder for something: over a Unix socket of its network namespace, a line of ASCII
 * there, and back a line with the exit code of {@code <sysexits.h>} and lines of UTF-8 until the end.
 */
public final class Control {
    public static final int MOST_REQUEST = 64;
    static final int MOST_ANSWER = 1 << 16;
    public static final String RELOAD = "reload";
    /** The socket for requests that change something. */
    public static final String CONTROL = "control";
    /** The socket for those who only look: {@link WatchServer}. */
    public static final String TOP = "top";

    private Control() {}

    /** Where this namespace's responder listens, if it does: the likeliest first. */
    public static List<Path> sockets(String kind) throws IOException {
        List<Path> sockets = new ArrayList<>();
        for (Path folder : RuntimeFolder.candidates()) {
            sockets.add(folder.resolve(RuntimeFolder.name(kind)));
        }
        return sockets;
    }

    /** In a folder that nobody else may look into; the folder is made. */
    public static Path newSocket(String kind) throws IOException {
        return RuntimeFolder.make().resolve(RuntimeFolder.name(kind));
    }
}
