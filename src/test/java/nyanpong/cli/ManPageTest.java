package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManPageTest {
    @Command(
            name = "cat",
            description = {"Draws a cat.", "", ".starts with a dot, 100 %% of 'it', C:\\cats"},
            exitCodeList = {"0:purred"},
            subcommands = Kitten.class,
            footer = "Mind the `tail`.")
    static final class Cat {
        @Option(
                names = {"-f", "--fur"},
                paramLabel = "KIND",
                defaultValue = "short",
                description = "Its fur (default ${DEFAULT-VALUE}).")
        String fur;

        @Option(names = "--black", description = "Black.")
        boolean black;

        @Option(names = "--secret", hidden = true)
        boolean secret;

        @Parameters(paramLabel = "NAME", description = "Its name.")
        String name;
    }

    @Command(name = "kitten", description = "A small one.")
    static final class Kitten {}

    @Test
    void everyPartIsOnThePageAndNothingInItIsMarkup() {
        assertEquals("""
                .TH CAT 1 2026-11-01 "cat 1" "nyanpong"
                .SH NAME
                cat \\- draws a cat
                .SH SYNOPSIS
                .nh
                .ad l
                .B cat
                [\\-\\-black] [\\-f=KIND] NAME [COMMAND]
                .ad b
                .hy
                .SH DESCRIPTION
                Draws a cat.
                .PP
                \\&.starts with a dot, 100 % of \\(aqit\\(aq, C:\\ecats
                .SH OPTIONS
                .TP
                \\fINAME\\fR
                Its name.
                .TP
                \\fB\\-f\\fR, \\fB\\-\\-fur\\fR=\\fIKIND\\fR
                Its fur (default short).
                .TP
                \\fB\\-\\-black\\fR
                Black.
                .SH COMMANDS
                .TP
                \\fBcat\\-kitten\\fR(1)
                A small one.
                .SH "EXIT STATUS"
                .TP
                \\fB0\\fR
                purred
                .SH NOTES
                Mind the \\(gatail\\(ga.
                .SH "SEE ALSO"
                .nh
                .ad l
                \\fBcat\\-kitten\\fR(1), \\fBping\\fR(8)
                """, new ManPage(new CommandLine(new Cat()), "cat 1", "2026-11-01").text());
    }
}
