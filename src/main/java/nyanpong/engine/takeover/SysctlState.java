package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of this network namespace and whose they are, looked at without touching or locking anything.
 *
 * @param settings those that there are, and whether they are on
 * @param holder the responder that runs and may have turned them on
 * @param journal what was written before they were turned on and is still there, or null
 * @param left those that a responder of this boot turned on, by the journal; of one that runs too
 * @param guarded whether somebody is there who restores them; true where that cannot be seen
 * @param unseen a folder that may have such a journal and cannot be looked into, or null
 */
public record SysctlState(
        Map<EchoSysctl, Boolean> settings,
        Optional<LockHolder> holder,
        Path journal,
        Set<EchoSysctl> left,
        boolean guarded,
        Path unseen) {
    public SysctlState {
        settings = Map.copyOf(settings);
        left = Set.copyOf(left);
    }

    public static SysctlState look() throws IOException {
        Journal journal = Journal.here();
        Map<EchoSysctl, Boolean> settings = new EnumMap<>(EchoSysctl.class);
        for (EchoSysctl sysctl : EchoSysctl.values()) {
            if (sysctl.exists()) {
                settings.put(sysctl, sysctl.isSet());
            }
        }
        Set<EchoSysctl> left = Set.copyOf(journal.left().orElse(List.of()));
        return new SysctlState(
                settings,
                LockHolder.find(Lock.ECHO),
                journal.file(),
                left,
                left.isEmpty() || Guardian.isAnybody(journal),
                Journal.unseen());
    }

    /** Mends what an earlier responder left, exactly as the next one would at its start. */
    public static void repair(java.util.function.Consumer<String> news) throws IOException, TakeoverException {
        new SysctlTakeover(news).close();
    }
}
