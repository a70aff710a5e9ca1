package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchingTest {
    @Test
    void isForNobodyUnlessItIsWritten() throws ConfigException {
        for (String yaml : List.of("", "gallery: off\n")) {
            Watching watching = Reading.config(yaml).watching();
            assertNull(watching.topGroup());
            assertNull(watching.gallery());
            assertEquals(GalleryAddresses.SHORT, watching.addresses());
        }
    }

    @Test
    void isWhatIsWritten() throws ConfigException {
        Watching watching = Reading.config("top-group: adm\ngallery: \"[::1]:9416\"\ngallery-addresses: full\n")
                .watching();
        assertEquals("adm", watching.topGroup());
        assertEquals("[::1]:9416", watching.gallery().toString());
        assertEquals(GalleryAddresses.FULL, watching.addresses());
        assertEquals(
                "0.0.0.0:1",
                Reading.config("gallery: 0.0.0.0:1\n").watching().gallery().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9416",
                "localhost:9416",
                "127.0.0.1",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:09416",
                "224.0.0.1:80"
            })
    void refusesWhereNobodyCanListen(String gallery) {
        assertEquals(
                List.of("config.yaml:1:10: gallery: '" + gallery
                        + "': want off, or an address and a port, such as 127.0.0.1:9415 or \"[::1]:9415\""),
                Reading.problems(("gallery: '" + gallery + "'\n").getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "a b", "-x"})
    void refusesWhatIsNoGroupsName(String group) {
        assertEquals(
                List.of("config.yaml:1:12: top-group: '" + group + "': want a group's name"),
                Reading.problems(("top-group: '" + group + "'\n").getBytes(StandardCharsets.UTF_8)));
    }
}
