package nyanpong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nyanpong.app.production.Arts;
import picocli.CommandLine;

/**
 * {@code java -cp nyanpong.jar nyanpong.cli.Pages DIR 2026-11-01}: writes what is installed beside the jar, from the same model
 * as the command line, so that neither can be of another version. DIR/man1 has a manual page for each command, DIR/bash, DIR/zsh
 * and DIR/fish completion.
 */
final class Pages {
    private Pages() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("want a folder and a date");
        }
        Path folder = Path.of(args[0]);
        CommandLine commands = Main.commandLine();
        String version = commands.getCommandSpec().version()[0];
        manual(commands, folder.resolve("man1"), version, args[1]);
        try (Arts arts = new Arts(null)) {
            Completion completion = new Completion(Main.commandLine(), arts.names());
            write(folder.resolve("bash/nyanpong"), completion.bash());
            write(folder.resolve("zsh/_nyanpong"), completion.zsh());
            write(folder.resolve("fish/nyanpong.fish"), completion.fish());
        }
    }

    private static void manual(CommandLine command, Path folder, String version, String date) throws IOException {
        write(
                folder.resolve(ManPage.name(command.getCommandSpec()) + ".1"),
                new ManPage(command, version, date).text());
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                manual(sub, folder, version, date);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
