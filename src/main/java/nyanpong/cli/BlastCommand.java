package nyanpong.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nyanpong.blast.BlastException;
import nyanpong.blast.Blaster;
import nyanpong.blast.Ground;
import nyanpong.blast.Plan;
import nyanpong.blast.Result;
import nyanpong.json.JsonLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a responder and checks every octet of its answers, where that is nobody else's business. */
@Command(
        name = "blast",
        description = {
            "Sends echo requests and checks the identifier, number, octets and checksums of every answer.",
            "",
            "For test beds: as hard as it goes only in a network namespace that you name and that is not the machine's own;"
                    + " else 1000 a second for a minute at most, to addresses that you say are yours. Targets are neighbours"
                    + " on the interface's own subnets, nothing behind a router. One that answers no ping gets no more of"
                    + " them, and where one falls silent for a second it ends. Needs root, or CAP_NET_RAW and for --netns"
                    + " CAP_SYS_ADMIN.",
            "Exit code: 0 if answers came and all were right; 1 if not; 69 no such interface or nobody there; 77 refused.",
            ""
        },
        exitCodeList = {
            "0:every answer is right",
            "1:one is not, or it failed",
            "2:the command line is wrong",
            "69:something is not there: an interface, a host",
            "77:permission denied"
        })
final class BlastCommand implements Callable<Integer> {
    private static final double MICROS = 1000.0;

    private enum Format {
        TEXT,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "addresses, not names; they take turns")
    private List<String> targets;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            required = true,
            description = "whose neighbours they are")
    private String interfaceName;

    @Option(
            names = "--netns",
            paramLabel = "NAME",
            description = "of ip netns, or /proc/PID/ns/net; entered if need be")
    private String netns;

    @Option(names = "--i-own", paramLabel = "TARGET", description = "without --netns: says so of each target")
    private List<String> owned = List.of();

    @ArgGroup
    private Mode mode;

    private static final class Mode {
        @Option(names = "--flood", required = true, description = "as many as the interface takes")
        private boolean flood;

        @Option(
                names = "--in-turn",
                required = true,
                description = "each when the one before is answered, or 50 ms later; --rate 0 is without a pause")
        private boolean inTurn;
    }

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "requests a second, in all (${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "2147483648",
            description = "requests at most (${DEFAULT-VALUE})")
    private long count;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "how long at most, 1 to 3600 (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "before that, of which nothing counts but what is wrong (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "0",
            description = "of each request with its IP header (56 bytes of data)")
    private int size;

    @Option(
            names = "--data",
            paramLabel = "KIND",
            defaultValue = "random",
            description = "random, other octets in each request; or cisco, a router's 0xABCD (${DEFAULT-VALUE})")
    private Plan.Data data;

    @Option(
            names = "--histogram",
            paramLabel = "FILE",
            description = "round trips in microseconds by percentile, as HdrHistogram writes them")
    private Path histogram;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: one object on a line (${DEFAULT-VALUE})")
    private Format format;

    @Override
    public Integer call() throws BlastException, IOException {
        Plan plan = plan();
        if (netns != null) {
            Ground.enter(netns);
        } else {
            Ground.requireModesty(plan, addresses(owned));
        }
        Result result;
        try (Blaster blaster = Blaster.open(plan);
                Abort _ = new Abort(blaster::stop)) {
            result = blaster.run();
        }
        if (histogram != null) {
            try (PrintStream out = new PrintStream(Files.newOutputStream(histogram), false, StandardCharsets.UTF_8)) {
                result.rtt().outputPercentileDistribution(out, MICROS);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(json(result));
        } else {
            print(out, result);
        }
        out.flush();
        if (result.wrong() > 0) {
            Failure.print(spec.commandLine(), "the first wrong answer: " + result.firstWrong());
        }
        if (result.ending() == Result.Ending.SILENCE) {
            Failure.print(spec.commandLine(), "stopped, for a target answered nothing any more");
        }
        return result.isRight() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Plan plan() {
        boolean flood = mode != null && mode.flood;
        boolean inTurn = mode != null && mode.inTurn;
        Plan.Mode how = flood ? Plan.Mode.FLOOD : inTurn ? Plan.Mode.IN_TURN : Plan.Mode.PACED;
        try {
            return new Plan(interfaceName, addresses(targets), how, rate, count, warmUp, seconds, size, data);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<InetAddress> addresses(List<String> texts) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(InetAddress.ofLiteral(text));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "'" + text + "': want an address, not a name", e);
            }
        }
        return addresses;
    }

    private static void print(PrintWriter out, Result r) {
        out.printf(
                Locale.ROOT,
                "%d requests in %.1f s, %d answers: %d replies and %d errors, %.0f a second%n",
                r.sent(),
                r.seconds(),
                r.answered(),
                r.replies(),
                r.errors(),
                r.perSecond());
        out.printf(
                Locale.ROOT,
                "%d lost, %d wrong, %d twice; not sent %d, unseen %d%n",
                r.lost(),
                r.wrong(),
                r.twice(),
                r.refused(),
                r.unseen());
        out.printf(
                Locale.ROOT,
                "round trip us: min %.1f, p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f%n",
                r.micros(0),
                r.micros(50),
                r.micros(90),
                r.micros(99),
                r.micros(99.9),
                r.micros(100));
    }

    private static String json(Result r) {
        return new JsonLine()
                .put("sent", r.sent())
                .put("replies", r.replies())
                .put("errors", r.errors())
                .put("lost", r.lost())
                .put("wrong", r.wrong())
                .put("twice", r.twice())
                .put("refused", r.refused())
                .put("unseen", r.unseen())
                .put("seconds", r.seconds())
                .put("per_second", r.perSecond())
                .put("rtt_min_us", r.micros(0))
                .put("rtt_p50_us", r.micros(50))
                .put("rtt_p90_us", r.micros(90))
                .put("rtt_p99_us", r.micros(99))
                .put("rtt_p999_us", r.micros(99.9))
                .put("rtt_max_us", r.micros(100))
                .put("ending", r.ending().name().toLowerCase(Locale.ROOT))
                .toString();
    }
}
