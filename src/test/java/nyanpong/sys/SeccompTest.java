package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nyanpong.support.Java;
import org.junit.jupiter.api.Test;

class SeccompTest {
    @Test
    void theKernelDeniesItToAllThreadsAndTheJvmLivesOn() throws Exception {
        assumeTrue(Architecture.HERE != Architecture.OTHER);
        Java trial = Java.run(SeccompTrial.class);
        String said = String.join("\n", trial.lines());
        String before = line(trial, "before socket");
        assertFalse(before.contains(":-1 ") || before.endsWith(":-1"), "denied already: " + before);
        String after = line(trial, "after socket");
        Set<String> results = Arrays.stream(after.split(" ", -1))
                .skip(1)
                .map(result -> result.substring(result.indexOf(':')))
                .collect(Collectors.toSet());
        assertEquals(Set.of(":-1"), results, said);
        for (String line : List.of(
                "denied true",
                "after clone3:-38",
                "after clone -1",
                "after bpf, a new map -1",
                "after bpf, a map's value true",
                "older thread -1",
                "threads without 0",
                "threads enough true",
                "no program",
                "work 200",
                "links true",
                "hook")) {
            assertTrue(trial.lines().contains(line), line + " is missing in:\n" + said);
        }
        assertEquals(7, trial.exitCode());
    }

    /** What nobody has thought about is not denied by mistake. */
    @Test
    void onlyKnownCallsAreDeniedAndEachOnce() {
        assertEquals(Seccomp.DENIED.size(), new TreeSet<>(Seccomp.DENIED).size());
        Set<Syscall> used = Set.of(
                Syscall.BPF,
                Syscall.CAPSET,
                Syscall.CLONE,
                Syscall.CLONE3,
                Syscall.GETPID,
                Syscall.GETPRIORITY,
                Syscall.MEMBARRIER,
                Syscall.PRCTL,
                Syscall.SCHED_GETATTR,
                Syscall.SECCOMP,
                Syscall.SOCKET,
                Syscall.TGKILL);
        Set<Syscall> both = new TreeSet<>(Seccomp.DENIED);
        both.addAll(used);
        assertEquals(new TreeSet<>(List.of(Syscall.values())), both);
    }

    private static String line(Java trial, String start) {
        return trial.lines().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(trial.toString()));
    }
}
