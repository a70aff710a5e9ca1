package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takeover {@code sysctl}: the kernel of the whole network namespace ignores echo requests between {@link #begin} and
 * {@link #close}. A setting that was on before stays on and is never touched.
 */
public final class SysctlTakeover implements AutoCloseable {
    private final Lock lock;
    private final Journal journal;
    private final Consumer<String> news;
    private final String owner = "nyanpong " + ProcessHandle.current().pid() + " "
            + ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    private final Set<EchoSysctl> changed = EnumSet.noneOf(EchoSysctl.class);
    private Guardian guardian;
    private boolean ended;

    /**
     * Locks the namespace, and mends what an earlier responder left that could not restore.
     *
     * @param news is told what an operator should know, a line each
     */
    public SysctlTakeover(Consumer<String> news) throws IOException, TakeoverException {
        this.news = news;
        lock = new Lock();
        try {
            journal = Journal.here();
            mend();
        } catch (IOException | TakeoverException e) {
            lock.close();
            throw e;
        }
    }

    /** The settings that are off, so that the kernel answers now and will not after {@link #begin}. */
    public Set<EchoSysctl> toChange() throws IOException {
        Set<EchoSysctl> toChange = EnumSet.noneOf(EchoSysctl.class);
        for (EchoSysctl sysctl : EchoSysctl.values()) {
            if (sysctl.exists() && !sysctl.isSet()) {
                toChange.add(sysctl);
            }
        }
        return toChange;
    }

    /** Makes the kernel ignore echo requests. */
    public synchronized void begin() throws IOException, TakeoverException {
        Set<EchoSysctl> toChange = toChange();
        if (toChange.isEmpty()) {
            return;
        }
        journal.write(owner, toChange);
        guard(toChange);
        for (EchoSysctl sysctl : toChange) {
            write(sysctl, true);
            changed.add(sysctl);
        }
    }

    /** The setting of ours that somebody else has turned off since, so that the kernel answers again. */
    public synchronized Optional<EchoSysctl> lost() throws IOException {
        for (EchoSysctl sysctl : changed) {
            if (!sysctl.isSet()) {
                return Optional.of(sysctl);
            }
        }
        return Optional.empty();
    }

    /** Gives echo back to the kernel, as far as it was ours. May be called twice. */
    public synchronized void end() throws IOException, TakeoverException {
        ended = true;
        for (EchoSysctl sysctl : List.copyOf(changed)) {
            if (sysctl.isSet()) {
                write(sysctl, false);
            }
            changed.remove(sysctl);
        }
        if (guardian != null) {
            journal.delete();
            guardian.close();
            guardian = null;
        }
    }

    @Override
    public void close() throws IOException, TakeoverException {
        try {
            end();
        } finally {
            lock.close();
        }
    }

    private void mend() throws IOException, TakeoverException {
        for (EchoSysctl sysctl : journal.left().orElse(List.of())) {
            if (sysctl.exists() && sysctl.isSet()) {
                write(sysctl, false);
                news.accept(sysctl.key() + " was left at 1 by a responder that was killed: set to 0 again");
            }
        }
        journal.delete();
    }

    private synchronized void guard(Set<EchoSysctl> settings) throws IOException {
        guardian = new Guardian(journal, owner, settings);
        guardian.onDeath(() -> replaceGuardian(settings));
    }

    /** Somebody killed it: until there is another, our own death would go unmended. */
    private synchronized void replaceGuardian(Set<EchoSysctl> settings) {
        if (ended) {
            return;
        }
        try {
            guard(settings);
            news.accept("the guardian was killed; another one watches now, process " + guardian.pid());
        } catch (IOException e) {
            news.accept("the guardian was killed and cannot be replaced: " + e.getMessage());
        }
    }

    private static void write(EchoSysctl sysctl, boolean ignore) throws IOException, TakeoverException {
        try {
            sysctl.set(ignore);
        } catch (AccessDeniedException e) {
            throw new TakeoverException(sysctl.key() + " = " + (ignore ? 1 : 0) + ": permission denied", true);
        } catch (IOException e) {
            // EROFS or EPERM; the exception's message is the file and the kernel's word.
            throw new TakeoverException(
                    sysctl.key() + " = " + (ignore ? 1 : 0) + ": " + e.getMessage()
                            + "; /proc/sys must be writable, and a container may have it read-only",
                    true);
        }
    }
}
