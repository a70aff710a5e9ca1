package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtNotesTest {
    @Test
    void readsNotes() throws ConfigException {
        assertEquals(
                new ArtNotes("Nyan \u732b", "somebody", "CC0-1.0", " .:-=+*#%@", null, null),
                read("title: Nyan \u732b\nauthor: somebody\nlicence: CC0-1.0\npalette: ' .:-=+*#%@'\n"));
        assertEquals(
                new ArtNotes("0777", "yes", "1e3", null, null, null), read("title: 0777\nauthor: yes\nlicence: 1e3\n"));
        assertEquals(
                "0123456789",
                read("{title: a, author: b, licence: c, palette: 0123456789}").palette());
    }

    @Test
    void refusesWhatAListingCouldNotShow() {
        assertProblems("", "1:1: title: missing", "1:1: author: missing", "1:1: licence: missing");
        assertProblems(
                "title: ' '\nauthor: \"a\\nb\"\nlicense: MIT\npalette: aba\n",
                "1:8: title: ' ': want 1 to 80 printable characters",
                "2:9: author: 'a\\nb': want 1 to 80 printable characters",
                "3:1: license: unknown key; did you mean licence?",
                "4:10: palette: 'aba': want 2 to 256 different printable characters, paper first");
        assertProblems(
                "title: " + "x".repeat(81) + "\nauthor: \u202eb\nlicence: c\npalette: a\u0301\n",
                "1:8: title: '" + "x".repeat(60) + "...': want 1 to 80 printable characters",
                "2:9: author: '\\u202eb': want 1 to 80 printable characters",
                "4:10: palette: 'a\u0301': want 2 to 256 different printable characters, paper first");
    }

    private static ArtNotes read(String yaml) throws ConfigException {
        return ArtNotes.read("art.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblems(String yaml, String... expected) {
        List<String> problems = Reading.texts(assertThrows(ConfigException.class, () -> read(yaml)));
        assertEquals(List.of(expected).stream().map(p -> "art.yaml:" + p).toList(), problems);
    }

    @Test
    void readsLiveText() throws ConfigException {
        ArtNotes notes = read("title: a\nauthor: b\nlicence: c\ntext: |\n  this is\n  {host}\nfont: small\n");
        assertEquals("this is\n{host}\n", notes.text());
        assertEquals("small", notes.font());
        assertEquals(
                "own.flf",
                read("{title: a, author: b, licence: c, text: x, font: own.flf}")
                        .font());
        assertProblems(
                "{title: a, author: b, licence: c, font: small}", "1:35: font: is for a text: add one, or take it out");
        assertProblems(
                "{title: a, author: b, licence: c, text: x, font: ../x.flf}",
                "1:50: font: '../x.flf': want block, small, or a file NAME.flf beside this one");
    }
}
