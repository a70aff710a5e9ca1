package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import org.junit.jupiter.api.Test;

class AnsweringTest {
    /** Neither knows the other: packets that an engine told of in vain would be looked at twice. */
    @Test
    void aResponderHasRoomForWhatEnginesTellOf() {
        assertEquals(Engine.Handler.AHEAD, Responder.AHEAD);
    }
}
