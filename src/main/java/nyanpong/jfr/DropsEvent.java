package nyanpong.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

@Name("nyanpong.Drops")
@Label("Dropped Packets")
@Category("nyanpong")
@Description("Packets that were dropped for one reason since the last such event")
@Period("1 s")
@StackTrace(false)
final class DropsEvent extends Event {
    @Label("Verdict")
    @Description("The reason: docs/verdicts.md")
    String verdict;

    @Label("Packets")
    long packets;

    @Label("Total")
    @Description("Since the start")
    long total;
}
