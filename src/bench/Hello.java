import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Hello-world with nyanpong's libraries, for the part "start" of src/bench/run: what a program pays that has one command with one
 * option (picocli), reads a YAML file to its end (Jackson's stream), calls one C function (getpid by FFM), logs one line (slf4j)
 * and exits; no socket, no thread, no art. What nyanpong takes longer is nyanpong's.
 */
@Command(name = "hello", mixinStandardHelpOptions = true)
public final class Hello implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("hello");

    @Option(names = "-c")
    private File file;

    @Override
    public Integer call() throws Exception {
        int tokens = 0;
        try (JsonParser yaml = new YAMLFactory().createParser(file)) {
            while (yaml.nextToken() != null) {
                tokens++;
            }
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle getpid = linker.downcallHandle(
                linker.defaultLookup().find("getpid").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_INT));
        LOG.info("hello from {} with {} tokens", call(getpid), tokens);
        return 0;
    }

    private static int call(MethodHandle handle) throws Exception {
        try {
            return (int) handle.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Hello()).execute(args));
    }
}
