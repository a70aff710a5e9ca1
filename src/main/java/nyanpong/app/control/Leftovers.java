package nyanpong.app.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sockets of responders that are gone, in whatever namespace they were: killed, or at their end no more allowed to delete
 * them. A namespace's name never comes again, so they would be there until the next boot.
 */
final class Leftovers {
    /** Who has bound a socket listens at it soon; before, it cannot be told from one that is left. */
    private static final long FRESH_MILLIS = 10_000;

    private Leftovers() {}

    /** Deletes those at which nobody listens. */
    static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> sockets =
                Files.newDirectoryStream(folder, "{" + Control.CONTROL + "," + Control.TOP + "}-*")) {
            sockets.forEach(Leftovers::deleteIfLeft);
        }
    }

    private static void deleteIfLeft(Path socket) {
        try {
            if (isOld(socket) && isLeft(socket)) {
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            return; // gone meanwhile; or the next start will try it again
        }
    }

    /** Also where the clock was set back since. */
    private static boolean isOld(Path socket) throws IOException {
        long age =
                System.currentTimeMillis() - Files.getLastModifiedTime(socket).toMillis();
        return Math.abs(age) > FRESH_MILLIS;
    }

    /** Whether nobody listens there; never waits. */
    static boolean isLeft(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false); // where it is stopped, and its queue full, connect(2) waits
            channel.connect(UnixDomainSocketAddress.of(socket));
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
