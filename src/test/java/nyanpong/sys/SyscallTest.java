package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Against the headers of Linux, where they are installed. */
class SyscallTest {
    private static final Pattern DEFINE = Pattern.compile("#define\\s+__NR(?:3264)?_(\\w+)\\s+(\\d+)");

    @Test
    void x86() throws IOException {
        Map<String, Integer> numbers = numbers("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
        for (Syscall call : Syscall.values()) {
            assertEquals(numbers.getOrDefault(call.toString(), -1), call.number(Architecture.X86_64), call.toString());
        }
    }

    @Test
    void aarch64() throws IOException {
        Map<String, Integer> numbers = numbers("/usr/include/asm-generic/unistd.h");
        for (Syscall call : Syscall.values()) {
            assertEquals(numbers.getOrDefault(call.toString(), -1), call.number(Architecture.AARCH64), call.toString());
        }
    }

    private static Map<String, Integer> numbers(String header) throws IOException {
        assumeTrue(Files.exists(Path.of(header)), header);
        Map<String, Integer> numbers = new HashMap<>();
        Matcher define = DEFINE.matcher(Files.readString(Path.of(header)));
        while (define.find()) {
            numbers.put(define.group(1), Integer.parseInt(define.group(2)));
        }
        return numbers;
    }
}
