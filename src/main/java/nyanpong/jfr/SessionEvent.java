package nyanpong.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("nyanpong.Session")
@Label("Session Begins To Draw")
@Category("nyanpong")
@Description("The first request of a session that was answered by a picture's cell")
@StackTrace(false)
public final class SessionEvent extends Event {
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

    @Label("Sequence Number")
    int sequence;

    @Label("Data Length")
    @Description("Octets after the ICMP header")
    int dataLength;

    /** Records one, where somebody wants it. */
    public static void record(
            String art,
            String canvas,
            String source,
            String destination,
            int identifier,
            int sequence,
            int dataLength) {
        SessionEvent event = new SessionEvent();
        event.art = art;
        event.canvas = canvas;
        event.source = source;
        event.destination = destination;
        event.identifier = identifier;
        event.sequence = sequence;
        event.dataLength = dataLength;
        event.commit();
    }
}
