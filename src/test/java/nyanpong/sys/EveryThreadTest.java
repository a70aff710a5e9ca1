package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import nyanpong.support.Java;
import org.junit.jupiter.api.Test;

class EveryThreadTest {
    @Test
    void evenTheJvmsOwnDoIt() throws Exception {
        assumeTrue(Architecture.HERE != Architecture.OTHER);
        Java trial = Java.run(EveryThreadTrial.class, "setpriv", "--pdeathsig", "HUP");
        assertEquals(
                List.of("parent's death 1", "before false", "done true", "others 0", "threads enough true"),
                trial.lines());
        assertEquals(0, trial.exitCode());
    }
}
