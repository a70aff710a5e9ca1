package nyanpong.cli;

import java.util.concurrent.Callable;
import nyanpong.app.control.ControlClient;
import nyanpong.art.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a running responder read its configuration and arts again, and says what became of it. */
@Command(
        name = "reload",
        description = {
            "Has the responder of this network namespace read its configuration and arts again.",
            "A wrong one is reported as nyanpong check does, with exit code 78, and the old one goes on. For the user who serves."
        },
        exitCodeList = {
            "0:reloaded",
            "1:it failed, and the old one goes on",
            "2:the command line is wrong",
            "69:no responder serves here, or it does not answer",
            "77:it is another user's",
            "78:the configuration is wrong, and the old one goes on"
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private ResponderOptions responder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ControlClient.Answer answer = ControlClient.reload(responder.meant());
        for (String line : answer.lines()) {
            if (answer.code() == ExitCode.OK) {
                spec.commandLine().getOut().println(Printable.all(line));
            } else {
                Failure.print(spec.commandLine(), line);
            }
        }
        return answer.code();
    }
}
