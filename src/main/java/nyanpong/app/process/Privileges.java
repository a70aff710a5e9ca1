package nyanpong.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nyanpong.app.host.Account;
import nyanpong.app.host.UnavailableException;
import nyanpong.jfr.Flight;
import nyanpong.sys.Credentials;
import nyanpong.sys.Errno;
import nyanpong.sys.EveryThread;
import nyanpong.sys.Libc;
import nyanpong.sys.Prctl;
import nyanpong.sys.Seccomp;
import nyanpong.sys.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a responder gives up when all is open and echo is taken over: root, every capability, and the system calls that it does
 * not need. There is no way back: what is to be undone at the end is left to the guardians.
 */
public final class Privileges {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final int CAP_SETPCAP = 8;

    private final Account account;
    private final Credentials kernel = new Credentials();

    /** @param user who to become if we are root; {@code root} keeps the capabilities too */
    public Privileges(String user) throws IOException, UnavailableException {
        account = Account.of(user);
    }

    /** Gives them up, on all threads, and logs what the kernel then says of these. */
    public void drop() throws IOException {
        boolean root = new Libc().geteuid() == 0;
        boolean keeps = root && account.equals(Account.ROOT);
        if (!keeps) {
            int parentDeath = EveryThread.parentDeathSignal();
            hideFromJvmTools();
            if (Task.all().stream().anyMatch(task -> task.has("CapEff", CAP_SETPCAP))) {
                EveryThread.dropBounding();
            }
            if (root) {
                become();
                if (Flight.isOn()) {
                    LOG.warn("a recording (JFR) that root began cannot be written any more: serve with --user root, or"
                            + " start it as the user that it is to be");
                }
            }
            EveryThread.dropCapabilities();
            Libc.check("prctl(PR_SET_DUMPABLE)", kernel.prctl(Prctl.PR_SET_DUMPABLE, 0));
            if (parentDeath != 0) {
                // Whoever started us asked for it; the kernel forgets it when a process becomes another user's.
                Libc.check("prctl(PR_SET_PDEATHSIG)", kernel.prctl(Prctl.PR_SET_PDEATHSIG, parentDeath));
            }
        }
        boolean denied = Seccomp.deny();
        List<Task> tasks = Task.all();
        LOG.info("{}", seen(tasks));
        if (!denied || (!keeps && tasks.stream().anyMatch(task -> task.capabilities() != 0))) {
            LOG.warn("privileges: not all could be given up, on this processor or by this kernel: see the line before");
        }
    }

    /**
     * Where the user is not mapped, or this root is not allowed to, it stays root: but for the capabilities, which go all the
     * same, as the user namespace's own (user_namespaces(7)) or a container's.
     */
    private void become() throws IOException {
        int result = kernel.setresgid(account.gid());
        if (result == -Errno.EINVAL || result == -Errno.EPERM) {
            return;
        }
        Libc.check("setresgid(" + account.gid() + ")", result);
        int groups = kernel.setgroups();
        if (groups != -Errno.EPERM) { // a user namespace may forbid it
            Libc.check("setgroups()", groups);
        }
        Libc.check("setresuid(" + account.uid() + ")", kernel.setresuid(account.uid()));
    }

    /** The JVM's counters for jps and jstat: as another user it could not delete them at its end. */
    private static void hideFromJvmTools() throws IOException {
        Files.deleteIfExists(Path.of(
                "/tmp/hsperfdata_" + System.getProperty("user.name"),
                String.valueOf(ProcessHandle.current().pid())));
    }

    private static String seen(List<Task> tasks) {
        long capabilities = tasks.stream().mapToLong(Task::capabilities).reduce(0, (a, b) -> a | b);
        long bounding =
                tasks.stream().mapToLong(task -> task.capabilities("CapBnd")).reduce(0, (a, b) -> a | b);
        return "privileges: tasks=" + tasks.size()
                + " uid=" + each(tasks, task -> task.first("Uid"))
                + " gid=" + each(tasks, task -> task.first("Gid"))
                + " capabilities=" + text(capabilities)
                + " bounding=" + text(bounding)
                + " no-new-privileges="
                + each(tasks, task -> task.first("NoNewPrivs").equals("1") ? "on" : "off")
                + " seccomp=" + each(tasks, task -> task.first("Seccomp").equals("2") ? "on" : "off");
    }

    /** One word where all threads agree. */
    private static String each(List<Task> tasks, Function<Task, String> word) {
        return tasks.stream().map(word).distinct().sorted().collect(Collectors.joining(","));
    }

    private static String text(long capabilities) {
        return capabilities == 0 ? "none" : "0x" + Long.toHexString(capabilities);
    }
}
