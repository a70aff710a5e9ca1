package nyanpong.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ServedTest {
    private final Served bridge = new Served("br-lan.7", "tcx");

    @Test
    void aSocketsNameTellsWhatIsServed() {
        assertEquals("br-lan.7-tcx", bridge.name());
        assertEquals(bridge, Served.of(bridge.name()));
        assertEquals("-i br-lan.7 --takeover tcx", bridge.toString());
        assertEquals("_t_0-sysctl", new Served("\u00e4t*0", "sysctl").name());
    }

    @Test
    void whatIsNotSaidIncludesAll() {
        assertTrue(Served.ANY.includes(bridge));
        assertTrue(new Served("br-lan.7", null).includes(bridge));
        assertTrue(new Served(null, "tcx").includes(bridge));
        assertFalse(new Served("br", null).includes(bridge));
        assertFalse(new Served("br-lan.7", "virtual").includes(bridge));
    }
}
