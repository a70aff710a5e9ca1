package nyanpong.app.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nyanpong.app.host.Account;
import nyanpong.app.host.UnavailableException;
import nyanpong.config.Config;
import nyanpong.sys.Credentials;
import nyanpong.sys.Libc;
import nyanpong.sys.Syscall;

/**
 * Whether the user whom a responder becomes may read again what root has read, tried at its start, when there is somebody who
 * looks. A thread becomes that user, and ends; so access control lists and the like count, too.
 */
public final class Foresight {
    private Foresight() {}

    /** The same before it is served. */
    public static Optional<String> warning(Config config) throws IOException, UnavailableException {
        Path file = Path.of(config.locations().file()); // the one in the jar is none
        return warning(new Inputs(Files.exists(file) ? file : null, config.frames()), config.user());
    }

    /**
     * What is in the way, and what would mend it; nothing where it stays who it is.
     *
     * @param user of the configuration
     */
    public static Optional<String> warning(Reloader reloader, String user) throws IOException, UnavailableException {
        return warning(reloader.inputs(), user);
    }

    private static Optional<String> warning(Inputs inputs, String user) throws IOException, UnavailableException {
        Account account = Account.of(user);
        if (new Libc().geteuid() != 0 || account.equals(Account.ROOT)) {
            return Optional.empty();
        }
        AtomicReference<String> found = new AtomicReference<>();
        Thread other = new Thread(() -> found.set(look(inputs, user, account)), "nyanpong-foresight");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(found.get());
    }

    /** Null where all can be read. */
    private static String look(Inputs inputs, String user, Account account) {
        Iterable<Path> paths = inputs.paths(); // while all of them are seen
        if (!become(account)) {
            return null;
        }
        for (Path path : paths) {
            if (!isReadable(path)) {
                Path closed = closed(path);
                boolean above = !closed.equals(path);
                return "user " + user + " may not read " + path + (above ? ", for " + closed + " is closed to it" : "")
                        + ", so a reload will fail: chmod o+" + (above ? "x " : Files.isDirectory(path) ? "rx " : "r ")
                        + closed + ", or name another user (--user)";
            }
        }
        return null;
    }

    /** By the calls themselves, which are this thread's alone; libc's functions change all threads. */
    private static boolean become(Account account) {
        Credentials kernel = new Credentials();
        long gid = Integer.toUnsignedLong(account.gid());
        long uid = Integer.toUnsignedLong(account.uid());
        return Syscall.SETRESUID.exists()
                && kernel.syscall(Syscall.SETGROUPS, 0, 0, 0) == 0
                && kernel.syscall(Syscall.SETRESGID, gid, gid, gid) == 0
                && kernel.syscall(Syscall.SETRESUID, uid, uid, uid) == 0;
    }

    private static boolean isReadable(Path path) {
        return Files.isReadable(path) && (!Files.isDirectory(path) || Files.isExecutable(path));
    }

    /** The first folder on the way to it that lets nobody through, or itself. */
    private static Path closed(Path path) {
        for (int names = 0; names < path.getNameCount(); names++) {
            Path above = names == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, names));
            if (!Files.isExecutable(above)) {
                return above;
            }
        }
        return path;
    }
}
