package nyanpong.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("nyanpong.Frame")
@Label("Frame Drawn")
@Category("nyanpong")
@Description("A session has reached the last cell of a frame")
@StackTrace(false)
public final class FrameEvent extends Event {
    @Label("Art")
    String art;

    @Label("Canvas")
    String canvas;

    @Label("Source")
    String source;

    @Label("Destination")
    String destination;

    @Label("Identifier")
    int identifier;

    /** Records one, where somebody wants it. */
    public static void record(String art, String canvas, String source, String destination, int identifier) {
        FrameEvent event = new FrameEvent();
        event.art = art;
        event.canvas = canvas;
        event.source = source;
        event.destination = destination;
        event.identifier = identifier;
        event.commit();
    }
}
