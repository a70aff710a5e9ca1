package nyanpong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What editors need to help with config.yaml. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of config.yaml, by which editors complete, explain and mark.",
            "For example: nyanpong schema > config.schema.json, and as the first line of the config.yaml beside it",
            "  # yaml-language-server: $$schema=config.schema.json",
            "An editor sees each value alone; what they are to one another, and whether arts exist, nyanpong check tells."
        },
        exitCodeList = {"0:done", "1:it cannot be written", "2:the command line is wrong"})
final class SchemaCommand implements Callable<Integer> {
    private static final String RESOURCE = "/config.schema.json";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (InputStream in = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
            spec.commandLine().getOut().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
