package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void wordsAreSpeltAsTheHelpSpellsThem() {
        assertEquals(2, run(Main.commandLine(), "preview", "nyan", "--canvas", "$1\u001b[31m"));
        assertEquals(
                "nyanpong: Invalid value for option '--canvas': '$1\\u001b[31m': want one of cisco, flood, hexdump, bars, "
                        + "digits, ttl, delay, route (nyanpong preview --help)\n",
                err.toString());
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
