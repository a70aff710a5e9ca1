package nyanpong.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command that reads no configuration looks for arts. */
final class FramesOption {
    private static final Path USUAL = Path.of("frames");

    @Option(
            names = "--frames",
            paramLabel = "DIR",
            description = "A folder of arts; without it ./frames, where there is one. Those it lacks are in the jar.")
    private Path frames;

    /** Null for those in the jar alone. */
    Path folder() throws ExitException {
        if (frames == null) {
            return Files.isDirectory(USUAL) ? USUAL : null;
        }
        if (frames.toString().isEmpty() || !Files.isDirectory(frames)) {
            throw new ExitException(ExitCode.UNAVAILABLE, "--frames: '" + frames + "': no such folder");
        }
        return frames;
    }
}
