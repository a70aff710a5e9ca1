package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import nyanpong.app.loop.Warmup;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--no-such-option",
                "ping",
                "ping ''",
                "ping 127.0.0.1 -4 -6",
                "ping 127.0.0.1 --repeat 0",
                "ping 127.0.0.1 --repeat many",
                "ping 127.0.0.1 --repeat 2147483648",
                "ping 127.0.0.1 --timeout 0.5",
                "ping ::1 --size 47",
                "ping 127.0.0.1 ::1",
                "ping 239.0.0.1"
            })
    void usageErrorsAreOneLineAndExitTwo(String line) {
        String[] args =
                line.isEmpty() ? new String[0] : line.replace("''", "\t").split(" ");
        assertEquals(2, run(Main.commandLine(), args));
        assertOneLine();
    }

    /** At a start there is but the one that is named. */
    @Test
    void aCommandIsTheSameWithoutTheOthers() {
        CommandLine all = Main.commandLine();
        assertEquals(14, all.getSubcommands().size());
        all.getSubcommands().forEach((name, command) -> {
            CommandLine alone = Main.commandLine(List.of(name), new Warmup(), new PrintWriter(out));
            assertEquals(
                    command.getUsageMessage(), alone.getSubcommands().get(name).getUsageMessage());
        });
    }

    @Test
    void wordsAreSpeltAsTheHelpSpellsThem() {
        assertEquals(2, run(Main.commandLine(), "preview", "nyan", "--canvas", "$1\u001b[31m"));
        assertEquals(
                "nyanpong: --canvas '$1\\u001b[31m': want one of cisco, flood, hexdump, bars, "
                        + "digits, ttl, delay, route (nyanpong preview --help)\n",
                err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ping ::1 --repeat x          | --repeat 'x': want a whole number, 1 to 2147483647 (nyanpong ping --help)",
                "ping ::1 --repeat 99999999999| --repeat '99999999999': want a whole number, 1 to 2147483647 (nyanpong ping --help)",
                "top --interval 1,5           | --interval '1,5': want a number, 0.1 to 60 (nyanpong top --help)",
                "top --interval 0             | --interval 0.0: want 0.1 to 60 (nyanpong top --help)",
                "blast ::1 -i x --count many  | --count 'many': want a whole number (nyanpong blast --help)",
                "ping                         | HOST: missing (nyanpong ping --help)",
                "ping --repeat                | --repeat COUNT: missing (nyanpong ping --help)",
                "blast ::1                    | --interface IFACE: missing (nyanpong blast --help)",
                "art import                   | IMAGE NAME: missing (nyanpong art import --help)",
                "art                          | which of its commands, list or import?"
            })
    void aWrongValueComesWithItsRule(String line, String message) {
        assertEquals(2, run(Main.commandLine(), line.split(" ")));
        assertEquals("nyanpong: " + message + "\n", err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "serve --engin ring,          unknown option '--engin'; did you mean --engine?",
        "serve --tkaeover=tcx,        unknown option '--tkaeover'; did you mean --takeover?",
        "serve --addr 192.0.2.1,      unknown option '--addr'; did you mean --address?",
        "serve eth0,                  unexpected argument 'eth0' (nyanpong serve --help)",
        "serv,                        unknown command 'serv'; did you mean serve?",
        "art impot,                   unknown command 'impot'; did you mean import?",
        "help,                        unknown command 'help'; did you mean --help?",
        "ping ::1 --zzz 5,            unknown option '--zzz' (nyanpong ping --help)"
    })
    void whatWasMeantIsGuessed(String line, String message) {
        assertEquals(2, run(Main.commandLine(), line.split(" ")));
        assertEquals("nyanpong: " + message + "\n", err.toString());
    }

    @Test
    void aCaptureThatIsNoneIsNamed() {
        assertEquals(69, run(Main.commandLine(), "replay", "/nonesuch.pcap"));
        assertEquals(1, run(Main.commandLine(), "replay", "/"));
        assertEquals(1, run(Main.commandLine(), "explain", "/"));
        assertEquals(
                "nyanpong: /nonesuch.pcap: no such file\n" + "nyanpong: /: is a folder; want a capture\n".repeat(2),
                err.toString());
    }

    /** A page of help for a command that there is not would say that there is. */
    @ParameterizedTest
    @CsvSource({"frobnicate --help, frobnicate, 2", "art impot -h, impot, 2", "serve eth0 --help, , 0"})
    void helpIsForWhatThereIs(String line, String unknown, int code) {
        assertEquals(code, run(Main.commandLine(), line.split(" ")));
        assertTrue(
                unknown == null || err.toString().startsWith("nyanpong: unknown command '" + unknown + "'"),
                err::toString);
    }

    /** The first page's list is all of them; a terminal has 80 columns. */
    @Test
    void everyCommandsHelpHasItsOwnExitCodesAndFitsATerminal() {
        CommandLine root = Main.commandLine().setUsageHelpWidth(80);
        Set<String> all = codes(root);
        List<CommandLine> commands = new ArrayList<>(root.getSubcommands().values());
        commands.addAll(root.getSubcommands().get("art").getSubcommands().values());
        for (CommandLine command : commands) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
            assertTrue(codes(command).contains("2") && all.containsAll(codes(command)), help);
            assertEquals(
                    command.getCommandName().equals("serve"), codes(command).contains("128+N"), help);
        }
    }

    private static Set<String> codes(CommandLine command) {
        return command.getCommandSpec().usageMessage().exitCodeList().keySet();
    }

    @Test
    void anAddressOfTheOtherFamilyIsUnavailable() {
        assertEquals(69, run(Main.commandLine(), "ping", "-6", "127.0.0.1"));
        assertOneLine();
    }

    @Test
    void failuresHaveTheirExitCodes() {
        assertEquals(78, fail(new ExitException(ExitCode.CONFIGURATION, "config.yaml:3:1: no such key")));
        assertEquals("nyanpong: config.yaml:3:1: no such key\n", err.toString());
        assertEquals(69, fail(new UnknownHostException("nosuch.invalid: unknown")));
        assertEquals(1, fail(new IllegalStateException("two\nlines")));
        assertTrue(err.toString().endsWith("nyanpong: two lines\n"));
        assertEquals(1, fail(new ErrnoException("poll()", Errno.EINVAL)));
    }

    @Test
    void aLackOfPermissionSaysHowToGetIt() {
        assertEquals(77, fail(new ErrnoException("socket(AF_PACKET, SOCK_RAW)", Errno.EPERM)));
        assertOneLine();
        assertTrue(err.toString().contains("EPERM (not permitted)"));
        assertTrue(err.toString().contains("setpriv"));
    }

    @Test
    void debugAddsTheStackTrace() {
        assertEquals(1, fail(new IllegalStateException("why"), "--debug", "fail"));
        assertTrue(err.toString().contains("\tat "));
    }

    private int fail(Exception e) {
        return fail(e, "fail");
    }

    private int fail(Exception e, String... args) {
        return run(Main.commandLine().addSubcommand(new Failing(e)), args);
    }

    private int run(CommandLine command, String... args) {
        return command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    private void assertOneLine() {
        String text = err.toString();
        assertTrue(text.startsWith("nyanpong: ") && text.indexOf('\n') == text.length() - 1, text);
        assertEquals("", out.toString());
    }

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        private final Exception e;

        Failing(Exception e) {
            this.e = e;
        }

        @Override
        public Integer call() throws Exception {
            throw e;
        }
    }
}
