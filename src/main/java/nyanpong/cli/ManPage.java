package nyanpong.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's manual page in the macros of man(7), from picocli's model: what {@code --help} says, laid out for {@code man}.
 * picocli's own generator writes AsciiDoc, which needs a Ruby to become a page.
 */
final class ManPage {
    private final CommandSpec spec;
    private final String version;
    private final String date;
    private final StringBuilder page = new StringBuilder();

    /** @param date of the version, such as 2026-11-01 */
    ManPage(CommandLine command, String version, String date) {
        this.spec = command.getCommandSpec();
        this.version = version;
        this.date = date;
    }

    /** Its words joined as git and others do: nyanpong-art-import. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    String text() {
        line(".TH " + name(spec).toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1 " + date + " \"" + version
                + "\" \"nyanpong\"");
        String[] description = spec.usageMessage().description();
        section("NAME");
        String brief =
                description.length == 0 ? name(spec) : plain(description[0]).replaceFirst("\\.$", "");
        line(escape(name(spec)) + " \\- " + escape(Character.toLowerCase(brief.charAt(0)) + brief.substring(1)));
        synopsis();
        section("DESCRIPTION");
        paragraphs(description);
        List<ArgSpec> arguments = new ArrayList<>();
        spec.positionalParameters().stream().filter(word -> !word.hidden()).forEach(arguments::add);
        spec.options().stream().filter(option -> !option.hidden()).forEach(arguments::add);
        section("OPTIONS");
        arguments.forEach(this::argument);
        subcommands();
        exitCodes();
        footer();
        seeAlso();
        return page.toString();
    }

    private void synopsis() {
        section("SYNOPSIS");
        Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        String synopsis =
                help.synopsis(0).replaceAll("\\s*\\R\\s*(?=nyanpong )", "\0").replaceAll("\\s+", " ");
        line(".nh");
        line(".ad l");
        boolean first = true;
        for (String form : synopsis.strip().split("\0", -1)) {
            if (!first) {
                line(".br");
            }
            first = false;
            String words = spec.qualifiedName();
            String rest = form.startsWith(words) ? form.substring(words.length()) : form;
            line(".B " + escape(form.startsWith(words) ? words : ""));
            line(escape(rest.strip()));
        }
        line(".ad b");
        line(".hy");
    }

    private void argument(ArgSpec arg) {
        line(".TP");
        switch (arg) {
            case OptionSpec option ->
                line(Arrays.stream(option.names())
                                .map(name -> "\\fB" + escape(name) + "\\fR")
                                .collect(Collectors.joining(", "))
                        + (option.arity().max() == 0 ? "" : "=\\fI" + escape(option.paramLabel()) + "\\fR"));
            case PositionalParamSpec word -> line("\\fI" + escape(word.paramLabel()) + "\\fR");
            default -> throw new IllegalStateException(arg.toString());
        }
        String[] description = arg.description();
        line(description.length == 0 ? "\\&" : escape(plain(String.join(" ", description))));
    }

    private void subcommands() {
        List<CommandSpec> subs = spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden())
                .toList();
        if (!subs.isEmpty()) {
            section("COMMANDS");
        }
        for (CommandSpec sub : subs) {
            line(".TP");
            line("\\fB" + escape(name(sub)) + "\\fR(1)");
            String[] description = sub.usageMessage().description();
            line(escape(description.length == 0 ? "" : plain(description[0])));
        }
    }

    private void exitCodes() {
        section("EXIT STATUS");
        spec.usageMessage().exitCodeList().forEach((code, meaning) -> {
            line(".TP");
            line("\\fB" + escape(code) + "\\fR");
            line(escape(plain(meaning)));
        });
    }

    private void footer() {
        if (spec.usageMessage().footer().length > 0) {
            section("NOTES");
            paragraphs(spec.usageMessage().footer());
        }
    }

    private void seeAlso() {
        section("SEE ALSO");
        line(".nh");
        line(".ad l");
        List<String> pages = new ArrayList<>();
        if (spec.parent() != null) {
            pages.add(name(spec.parent()));
        }
        spec.subcommands().values().forEach(sub -> pages.add(name(sub.getCommandSpec())));
        line(pages.stream().map(page -> "\\fB" + escape(page) + "\\fR(1)").collect(Collectors.joining(", "))
                + (pages.isEmpty() ? "" : ", ") + "\\fBping\\fR(8)");
    }

    private void section(String heading) {
        line(".SH " + (heading.contains(" ") ? '"' + heading + '"' : heading));
    }

    private void paragraphs(String... texts) {
        String before = "";
        for (String text : texts) {
            if (!plain(text).isEmpty()) {
                page.append(before);
                line(escape(plain(text)));
                before = ".PP\n";
            }
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** Without picocli's format marks: %n, %% and @|style text|@. */
    private static String plain(String text) {
        String formatted = text.replace("%n", " ").replace("%%", "%");
        return Ansi.OFF.string(formatted).replaceAll("\\s+", " ").strip();
    }

    /** A minus is to be copied as one; a line that begins with a dot or a quote is text. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
