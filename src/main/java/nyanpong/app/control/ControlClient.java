package nyanpong.app.control;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.app.host.UnavailableException;

/** Asks the responder of this network namespace for something: {@link Control}. */
public final class ControlClient {
    /**
     * What it said.
     *
     * @param code an exit code
     * @param lines as the responder logged them
     */
    public record Answer(int code, List<String> lines) {
        public Answer {
            lines = List.copyOf(lines);
        }
    }

    private ControlClient() {}

    /**
     * Asks one to reload.
     *
     * @param meant which one, where there are several
     * @throws UnavailableException if there is no responder, or it ends meanwhile, or does not answer
     * @throws AccessDeniedException if it is another user's
     */
    public static Answer reload(Served meant) throws IOException, UnavailableException {
        try (Call call = Responders.find(Control.CONTROL, meant)
                .orElseThrow(() -> new UnavailableException("no responder serves this network namespace"))) {
            return ask(call, Control.RELOAD);
        }
    }

    private static Answer ask(Call call, String request) throws IOException, UnavailableException {
        call.say(request);
        Optional<String> code = call.line(Control.LONGEST_WORK);
        if (code.isEmpty() || !code.get().matches("[0-9]{1,3}")) {
            throw new UnavailableException("the responder ended without an answer");
        }
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = call.line(Call.PATIENCE); line.isPresent(); line = call.line(Call.PATIENCE)) {
            lines.add(line.get());
        }
        return new Answer(Integer.parseInt(code.get()), lines);
    }
}
