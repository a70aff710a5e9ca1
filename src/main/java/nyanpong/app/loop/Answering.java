package nyanpong.app.loop;

import java.lang.foreign.MemorySegment;
import nyanpong.echo.Recorder;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;

/**
 * Where an engine's packets go.
 *
 * @param recorder keeps copies of what the responder answers, or null
 */
record Answering(Responder responder, Recorder recorder) implements Engine.Handler {
    @Override
    public void expect(MemorySegment p, long at, int length, int arrival) {
        responder.expect(p, at, length, arrival);
    }

    @Override
    public long onPacket(MemorySegment p, long at, int length, int arrival) {
        return recorder == null ? responder.respond(p, at, length, arrival) : recorder.respond(p, at, length, arrival);
    }
}
