package nyanpong.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import nyanpong.canvas.Calibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From what an unknown router prints to a palette for it. */
@Command(
        name = "calibrate",
        description = {
            "Turns what a router printed for the calibration ladder into a palette for config.yaml.",
            "Without a line: how to make the router print it, and what each character of it will stand for."
        },
        exitCodeList = {"0:done", "2:the command line is wrong"})
final class CalibrateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "LINE",
            arity = "0..*",
            description = "What the router printed, pasted; blanks and line breaks in it do not count.")
    private List<String> line = List.of();

    @Option(names = "-6", description = "It was printed for pings by IPv6.")
    private boolean six;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (line.isEmpty()) {
            explain(out);
        } else {
            try {
                out.println(Calibration.palette(String.join("", line), six));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private void explain(PrintWriter out) {
        List<String> answers = Calibration.answers(six);
        out.println("1. Put this rule first, with the router's address, and serve:");
        out.println();
        out.println("  - match: { source: " + (six ? "\"2001:db8::2\"" : "192.0.2.2") + " }");
        out.println("    canvas: cisco");
        out.println("    play: [calibration]");
        out.println();
        out.println("2. On the router: ping " + (six ? "ipv6 " : "") + "HOST repeat " + answers.size());
        out.println("3. Paste what it prints: nyanpong calibrate " + (six ? "-6 " : "") + "'!!!!!.U...'");
        out.println();
        out.println("What each ping is answered with, in order (ICMP" + (six ? "v6" : "") + " type/code):");
        for (int i = 0; i < answers.size(); i++) {
            out.printf("  %2d %s%n", i + 1, answers.get(i));
        }
    }
}
