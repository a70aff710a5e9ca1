package nyanpong.app.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import nyanpong.app.claim.Claim;
import nyanpong.app.loop.Books;
import nyanpong.app.production.Production;
import nyanpong.app.reload.ReloadCount;
import nyanpong.app.reload.Reloader;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.engine.ClaimCounts;
import nyanpong.metrics.Family;
import nyanpong.metrics.Family.Kind;
import nyanpong.metrics.Family.Sample;
import nyanpong.programme.Playing;
import nyanpong.programme.Rule;

/**
 * Every metric, with its name and what it means; docs/metrics.md is the table of them. None has a label that whoever pings could
 * have a say in: there are as many series as the programme has arts, whatever comes.
 *
 * <p>Reading takes nothing from the packet thread, whose counters have one writer, and no lock of its that is held for long.
 *
 * @param interfaceName for a label; as it was at the start
 * @param books of the packet threads, as they stand
 * @param stillNanos of the packet thread that has stood still for longest
 * @param lostEvents log lines for which there was no room
 * @param hostFailures readings of addresses and links that failed
 */
public record Measures(
        String interfaceName,
        Claim claim,
        Supplier<Books> books,
        Reloader reloader,
        Readiness readiness,
        LongSupplier stillNanos,
        LongSupplier lostEvents,
        LongSupplier hostFailures) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** All of them, as they are. */
    public List<Family> now() {
        List<Family> all = new ArrayList<>();
        packets(all);
        kernel(all);
        drawings(all);
        reloads(all);
        health(all);
        all.addAll(ProcessMeasures.now());
        return all;
    }

    private void packets(List<Family> all) {
        Books now = books.get();
        Tally seen = now.seen();
        count(
                all,
                "nyanpong_packets_received",
                "Echo requests that reached the packet engine, by the kernel's count, those lost for want of room among them.",
                now.intake().received());
        count(
                all,
                "nyanpong_packets_lost",
                "Echo requests that came while the packet engine had no room, by the kernel's count.",
                now.intake().lost());
        all.add(new Family(
                Kind.COUNTER,
                "nyanpong_packets",
                "Packets seen, by what became of them; docs/verdicts.md has the verdicts.",
                List.of("fate", "verdict"),
                Arrays.stream(Verdict.values())
                        .map(verdict -> Sample.of(
                                seen.of(verdict), verdict.fate().name().toLowerCase(Locale.ROOT), verdict.label()))
                        .toList()));
        all.add(new Family(
                Kind.COUNTER,
                "nyanpong_requests",
                "Valid echo requests that were ours to answer, by IP version, those over a limit among them.",
                List.of("ip_version"),
                List.of(Sample.of(seen.requests(false), "4"), Sample.of(seen.requests(true), "6"))));
        count(all, "nyanpong_answers_sent", "Answers that the kernel took to send.", now.sent());
        count(
                all,
                "nyanpong_answers_not_sent",
                "Answers that the kernel did not take: link down, no room, too long.",
                now.notSent());
        count(
                all,
                "nyanpong_answers_silent",
                "Requests answered with silence, because the picture or a rule asks for it.",
                seen.silent());
        gauge(all, "nyanpong_answers_held", "Answers that are kept because they are to leave late.", (double)
                now.held());
        count(
                all,
                "nyanpong_answers_beside",
                "Requests answered plainly by raw sockets, beside the packet engine: loopback, fragments and the like.",
                claim.answeredBeside());
    }

    private void kernel(List<Family> all) {
        ClaimCounts counts = claim.counts().orElse(new ClaimCounts(0, 0, 0));
        count(
                all,
                "nyanpong_claimed",
                "Requests that the program in the kernel handed over; 0 but with takeover tcx and the engines xsk and xdp.",
                counts.claimed());
        all.add(new Family(
                Kind.COUNTER,
                "nyanpong_given_back",
                "Requests that the program in the kernel gave back to the kernel's own echo: its ring was full, or nobody had read it"
                        + " for a while; 0 but with takeover tcx and the engines xsk and xdp.",
                List.of("reason"),
                List.of(Sample.of(counts.full(), "full"), Sample.of(counts.late(), "late"))));
    }

    private void drawings(List<Family> all) {
        Production production = reloader.production();
        Map<List<String>, Long> begun = new LinkedHashMap<>();
        production.rules().stream()
                .flatMap(rule -> rule instanceof Rule.Play play ? play.scores().stream() : null)
                .distinct()
                .forEach(playing -> begun.merge(artAndCanvas(playing), playing.sessions(), Long::sum));
        all.add(new Family(
                Kind.COUNTER,
                "nyanpong_drawings",
                "Sessions that began to draw, by the art and the canvas; of what the programme plays now.",
                List.of("art", "canvas"),
                begun.entrySet().stream()
                        .map(entry -> new Sample(entry.getKey(), (double) entry.getValue()))
                        .toList()));
        gauge(
                all,
                "nyanpong_sessions",
                "Sessions that are remembered and not idle, whether they draw or not.",
                production.sessions(System.nanoTime()));
        gauge(all, "nyanpong_sessions_limit", "Sessions that can be remembered at once.", production.places());
    }

    private void reloads(List<Family> all) {
        ReloadCount count = reloader.count();
        all.add(new Family(
                Kind.COUNTER,
                "nyanpong_reloads",
                "Reloads of configuration and arts, by how they ended; after a failure the old programme goes on.",
                List.of("result"),
                List.of(Sample.of(count.done(), "success"), Sample.of(count.failed(), "failure"))));
        gauge(
                all,
                "nyanpong_last_reload_successful",
                "1 if the last reload succeeded, or there was none yet.",
                count.isLastDone() ? 1 : 0);
        gauge(
                all,
                "nyanpong_last_load_timestamp_seconds",
                "When the programme that is in force was loaded, in seconds since 1970.",
                count.loadedMillis() / MILLIS_PER_SECOND);
    }

    private void health(List<Family> all) {
        gauge(
                all,
                "nyanpong_ready",
                "1 if pings are answered and the interface is up, as /readyz says.",
                readiness.whyNotReady().isEmpty() ? 1 : 0);
        gauge(
                all,
                "nyanpong_packet_thread_still_seconds",
                "For how long the packet thread, of several the slowest, has not gone round; it does at least once a second.",
                stillNanos.getAsLong() / NANOS_PER_SECOND);
        count(
                all,
                "nyanpong_log_lines_lost",
                "Log lines that were lost because requests came faster than they could be printed.",
                lostEvents.getAsLong());
        count(
                all,
                "nyanpong_host_read_failures",
                "Readings of this host's addresses and links that failed, and were tried again.",
                hostFailures.getAsLong());
        String version = Measures.class.getPackage().getImplementationVersion();
        all.add(new Family(
                Kind.INFO,
                "nyanpong_build",
                "What runs.",
                List.of("version", "java"),
                List.of(Sample.of(1, version == null ? "unpackaged" : version, System.getProperty("java.version")))));
        all.add(new Family(
                Kind.INFO,
                "nyanpong_serve",
                "What it serves, and how, as the ready line says; threads are those that answer packets.",
                List.of("interface", "engine", "threads", "takeover"),
                List.of(Sample.of(
                        1,
                        interfaceName,
                        claim.engine().name(),
                        String.valueOf(claim.engines().size()),
                        claim.takeover()))));
    }

    private static List<String> artAndCanvas(Playing playing) {
        return List.of(playing.now().title(), playing.now().canvas());
    }

    private static void count(List<Family> all, String name, String help, long value) {
        all.add(Family.of(Kind.COUNTER, name, help, (double) value));
    }

    private static void gauge(List<Family> all, String name, String help, double value) {
        all.add(Family.of(Kind.GAUGE, name, help, value));
    }
}
