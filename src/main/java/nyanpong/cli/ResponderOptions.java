package nyanpong.cli;

import nyanpong.app.control.Served;
import picocli.CommandLine.Option;

/** Which responder is meant, where several serve one network namespace. */
final class ResponderOptions {
    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            description = "Of several responders here the one that serves this interface.")
    private String interfaceName;

    @Option(
            names = "--takeover",
            paramLabel = "HOW",
            description = "Of several on one interface the one with this takeover, as its ready line has it.")
    private String takeover;

    Served meant() {
        return new Served(interfaceName, takeover);
    }
}
