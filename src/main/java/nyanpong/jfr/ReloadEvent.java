package nyanpong.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("nyanpong.Reload")
@Label("Reload")
@Category("nyanpong")
@Description("The configuration and its arts were read again")
@StackTrace(false)
public final class ReloadEvent extends Event {
    @Label("Done")
    @Description("False where something was wrong, and the old programme goes on")
    boolean done;

    @Label("Outcome")
    @Description("The first line of what was said of it")
    String outcome;

    /** From here on it takes its time. */
    public static ReloadEvent begun() {
        ReloadEvent event = new ReloadEvent();
        event.begin();
        return event;
    }

    /** Records it, where somebody wants it. */
    public void record(boolean isDone, String line) {
        done = isDone;
        outcome = line;
        commit();
    }
}
