package nyanpong.app.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nyanpong.metrics.Family;
import nyanpong.metrics.Family.Kind;

/** What every program tells Prometheus of its process, under the names that all use. What the kernel hides is left out. */
final class ProcessMeasures {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*([0-9]+) kB$");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private ProcessMeasures() {}

    static List<Family> now() {
        List<Family> all = new ArrayList<>();
        ProcessHandle.Info info = ProcessHandle.current().info();
        info.startInstant()
                .ifPresent(start -> all.add(Family.of(
                        Kind.GAUGE,
                        "process_start_time_seconds",
                        "When the process was started, in seconds since 1970.",
                        start.toEpochMilli() / MILLIS_PER_SECOND)));
        info.totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos -> all.add(Family.of(
                        Kind.COUNTER,
                        "process_cpu_seconds",
                        "Processor time of all threads, in seconds.",
                        nanos / NANOS_PER_SECOND)));
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(STATUS));
            if (resident.find()) {
                all.add(Family.of(
                        Kind.GAUGE,
                        "process_resident_memory_bytes",
                        "Memory of the process that is in RAM.",
                        Long.parseLong(resident.group(1)) * 1024.0));
            }
        } catch (IOException e) {
            return all;
        }
        return all;
    }
}
