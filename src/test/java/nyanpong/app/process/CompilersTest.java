package nyanpong.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nyanpong.sys.Resource;
import nyanpong.sys.Task;
import org.junit.jupiter.api.Test;

class CompilersTest {
    @Test
    void theSecondCompilerYieldsAndResumes() throws Exception {
        assumeTrue(mayBeLessNice(), "needs CAP_SYS_NICE");
        List<Task> second = Task.all().stream()
                .filter(task -> task.name().startsWith("C2 "))
                .toList();
        assertTrue(!second.isEmpty(), "no C2");
        Compilers compilers = new Compilers();
        try {
            for (Task task : second) {
                assertEquals(19, nice(task));
            }
        } finally {
            compilers.resume();
        }
        for (Task task : second) {
            assertEquals(new Resource().nice(), nice(task));
        }
    }

    private static boolean mayBeLessNice() throws InterruptedException {
        boolean[] may = new boolean[1];
        Thread thread = new Thread(() -> {
            Resource resource = new Resource();
            int usual = resource.nice();
            resource.setpriority(0, usual + 1);
            may[0] = resource.setpriority(0, usual) == 0;
        });
        thread.start();
        thread.join();
        return may[0];
    }

    /** The 19th field, after the name in parentheses: proc_pid_stat(5). */
    private static int nice(Task task) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/task/" + task.tid() + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 18)[16]);
    }
}
