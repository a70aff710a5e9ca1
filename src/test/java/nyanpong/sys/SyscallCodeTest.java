package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import java.util.List;
import nyanpong.sys.SyscallCode.Call;
import org.junit.jupiter.api.Test;

/** The bytes are those of llvm-mc 14, from the instructions beside them. */
class SyscallCodeTest {
    private static final List<Call> CALLS = List.of(
            Call.of(Syscall.PRCTL, 24, 0x1122334455667788L), Call.of(Syscall.CAPSET, 0xfedcba9876543210L, 1, 2, 1, 2));

    @Test
    void x86() {
        assertEquals(
                "48b89d00000000000000" // movabsq $157, %rax
                        + "48bf1800000000000000" // movabsq $24, %rdi
                        + "48be8877665544332211" // movabsq $0x1122334455667788, %rsi
                        + "0f05" // syscall
                        + "48b87e00000000000000" // movabsq $126, %rax
                        + "48bf1032547698badcfe" // movabsq $0xfedcba9876543210, %rdi
                        + "48be0100000000000000" // movabsq $1, %rsi
                        + "48ba0200000000000000" // movabsq $2, %rdx
                        + "49ba0100000000000000" // movabsq $1, %r10
                        + "49b80200000000000000" // movabsq $2, %r8
                        + "0f05" // syscall
                        + "c3", // retq
                HexFormat.of().formatHex(SyscallCode.of(Architecture.X86_64, CALLS)));
    }

    @Test
    void aarch64() {
        assertEquals(
                "e81480d20800a0f20800c0f20800e0f2" // mov x8, #167; movk x8, #0, lsl #16; lsl #32; lsl #48
                        + "000380d20000a0f20000c0f20000e0f2" // mov x0, #24; movk x0, #0, ...
                        + "01f18ed2c1acaaf28168c6f24124e2f2" // movz x1, #0x7788; movk x1, #0x5566, lsl #16; ...
                        + "010000d4" // svc #0
                        + "c0035fd6", // ret
                HexFormat.of().formatHex(SyscallCode.of(Architecture.AARCH64, CALLS.subList(0, 1))));
    }

    @Test
    void noCodeForWhatWeDoNotKnow() {
        assertNull(SyscallCode.of(Architecture.of("riscv64"), CALLS));
    }
}
