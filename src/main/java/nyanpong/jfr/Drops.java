package nyanpong.jfr;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Makes a {@link DropsEvent} of each verdict under which packets were dropped since the last time. */
final class Drops implements Runnable {
    private final Supplier<Map<String, Long>> counts;
    private final Map<String, Long> told = new HashMap<>();

    /** @param counts packets since the start, by verdict */
    Drops(Supplier<Map<String, Long>> counts) {
        this.counts = counts;
    }

    @Override
    public synchronized void run() {
        counts.get().forEach((verdict, total) -> {
            long more = total - told.getOrDefault(verdict, 0L);
            if (more > 0) {
                told.put(verdict, total);
                DropsEvent event = new DropsEvent();
                event.verdict = verdict;
                event.packets = more;
                event.total = total;
                event.commit();
            }
        });
    }
}
