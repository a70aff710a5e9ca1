package nyanpong.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import nyanpong.app.Preview;
import nyanpong.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The cat, with no router and no configuration. */
@Command(
        name = "demo",
        description = {
            "Shows the cat: serves in one network namespace of its own, and pings from another.",
            "What you see is the pinging client's output. Leaves nothing behind. Runs as root, or as anybody where user "
                    + "namespaces are allowed."
        })
final class DemoCommand implements Callable<Integer> {
    /** The clients that can be shown. */
    enum Client {
        CISCO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--client",
            paramLabel = "NAME",
            defaultValue = "cisco",
            description = "The pinging client: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Client client;

    @Option(
            names = "--art",
            paramLabel = "NAME",
            defaultValue = "nyan",
            description = "The art (default ${DEFAULT-VALUE}).")
    private String art;

    @Option(
            names = "--interval",
            paramLabel = "MILLIS",
            defaultValue = "3",
            description = "Between pings, so that one can watch (default ${DEFAULT-VALUE}; 0 for as fast as it goes).")
    private int interval;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Preview preview = switch (client) {
            case CISCO -> Preview.ofCisco(art);
        };
        try (Demo demo =
                        new Demo(spec.commandLine().getOut(), spec.commandLine().getErr());
                Abort _ = new Abort(demo::close)) {
            return demo.run(art, preview.pings(), interval);
        }
    }
}
