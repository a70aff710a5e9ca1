package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nyanpong.sys.ProcText;

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
    /** With the file that shows whether it still is. */
    private final Map<EchoSysctl, ProcText> changed = new EnumMap<>(EchoSysctl.class);

    private Guardians guardians;
    private boolean journalFailed;

    /**
     * Locks the namespace, and mends what an earlier responder left that could not restore.
     *
     * @param news is told what an operator should know, a line each
     */
    public SysctlTakeover(Consumer<String> news) throws IOException, TakeoverException {
        this.news = news;
        lock = Lock.ofEcho();
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
        try {
            journal.write(owner, toChange);
            guardians = new Guardians(journal, owner, toChange, news, byHand(toChange));
        } catch (IOException e) {
            // A full or a read-only disk, no process to be had: without a way back there is no first step.
            throw new TakeoverException(
                    "what would undo it cannot be made ready, so the kernel's echo was not touched: "
                            + (e.getMessage() == null ? e : e.getMessage()));
        }
        for (EchoSysctl sysctl : toChange) {
            write(sysctl, true);
            changed.put(sysctl, sysctl.text());
        }
    }

    /** The setting of ours that somebody else has turned off since, so that the kernel answers again. */
    public synchronized Optional<EchoSysctl> lost() throws TakeoverException {
        for (Map.Entry<EchoSysctl, ProcText> each : changed.entrySet()) {
            ProcText text = each.getValue();
            if (!text.read()) {
                throw new TakeoverException(
                        each.getKey().path() + " cannot be read, and so nobody knows whether the kernel answers, too");
            }
            if (text.is("0")) {
                return Optional.of(each.getKey());
            }
        }
        return Optional.empty();
    }

    /** Writes the journal again where somebody has removed it, if we may; what keeps it from that is said once. */
    public synchronized void keepJournal() {
        if (changed.isEmpty()) {
            return;
        }
        try {
            if (journal.keep(owner, changed.keySet())) {
                news.accept("the journal was removed: written again, " + journal.file());
            }
            journalFailed = false;
        } catch (IOException e) {
            if (!journalFailed) {
                news.accept("the journal was removed, and cannot be written again (" + e.getMessage()
                        + "): the guardians restore echo all the same; killed with us, nobody would know of it");
            }
            journalFailed = true;
        }
    }

    /** Gives echo back to the kernel, as far as it was ours, by the guardians: we may have no right to it any more. */
    public synchronized void end() throws IOException, TakeoverException {
        if (guardians == null) {
            return;
        }
        if (changed.isEmpty()) {
            guardians.release();
            journal.delete();
        } else if (!guardians.restore()) {
            restore();
        }
        guardians = null;
        for (ProcText text : changed.values()) {
            text.close();
        }
        changed.clear();
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

    /** Without a guardian, and so perhaps in vain. */
    private void restore() throws IOException, TakeoverException {
        try {
            for (EchoSysctl sysctl : changed.keySet()) {
                if (sysctl.isSet()) {
                    write(sysctl, false);
                }
            }
            journal.delete();
        } catch (IOException | TakeoverException e) {
            throw new TakeoverException(
                    e.getMessage() + ", and no guardian is left to do it: this host does not answer pings; run "
                            + byHand(changed.keySet()),
                    true);
        }
    }

    private static String byHand(Set<EchoSysctl> settings) {
        return settings.stream()
                .map(sysctl -> sysctl.key() + "=0")
                .collect(Collectors.joining(" ", "nyanpong doctor --repair, or sysctl -w ", ""));
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
