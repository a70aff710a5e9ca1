package nyanpong.blast;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import nyanpong.blast.Plan.Mode;
import nyanpong.sys.Rtnetlink.Address;
import nyanpong.sys.Rtnetlink.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTest {
    private static final InetAddress MINE = InetAddress.ofLiteral("192.0.2.7");
    private static final Link LINK = new Link(4, "c0", 1, 0x020000000001L, 1500, 0, 0, "veth", -1, 0);
    private static final List<Address> OURS = List.of(
            new Address(4, InetAddress.ofLiteral("192.0.2.1"), 24),
            new Address(4, InetAddress.ofLiteral("2001:db8::1"), 64),
            new Address(9, InetAddress.ofLiteral("198.51.100.1"), 24));

    @Test
    void outsideOfANamespaceOnlyALittleAndToOnesOwn() {
        assertDoesNotThrow(() -> Ground.requireModesty(plan(Mode.PACED, 1000, 60), List.of(MINE)));
        assertDoesNotThrow(() -> Ground.requireModesty(plan(Mode.IN_TURN, 1000, 60), List.of(MINE)));
        refused(() -> Ground.requireModesty(plan(Mode.PACED, 1000, 60), List.of()));
        refused(() -> Ground.requireModesty(plan(Mode.PACED, 1001, 60), List.of(MINE)));
        refused(() -> Ground.requireModesty(plan(Mode.PACED, 1000, 61), List.of(MINE)));
        refused(() -> Ground.requireModesty(plan(Mode.FLOOD, 100, 10), List.of(MINE)));
        refused(() -> Ground.requireModesty(plan(Mode.IN_TURN, 0, 10), List.of(MINE)));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.9, 192.0.2.1", "2001:db8::9, 2001:db8::1"})
    void neighboursAreAsked(String target, String source) throws BlastException {
        assertEquals(InetAddress.ofLiteral(source), Target.source(OURS, LINK, InetAddress.ofLiteral(target)));
    }

    /** Behind a router, on another interface, ourselves, everybody. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.1",
        "198.51.100.9",
        "192.0.2.1",
        "192.0.2.255",
        "192.0.2.0",
        "224.0.0.1",
        "ff02::1",
        "2001:db8:1::1"
    })
    void othersAreNot(String target) {
        refused(() -> Target.source(OURS, LINK, InetAddress.ofLiteral(target)));
    }

    private static void refused(Executable attempt) {
        assertTrue(assertThrows(BlastException.class, attempt).isRefused());
    }

    private static Plan plan(Mode mode, int rate, int seconds) {
        return new Plan("c0", List.of(MINE), mode, rate, 1000, 0, seconds, 0, Plan.Data.RANDOM);
    }
}
