package nyanpong.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A C function without arguments or result that makes system calls, one after the other, and ignores what they return: for
 * where nothing else may run, such as a signal handler. syscall(2) tells the registers.
 */
final class SyscallCode {
    /** Of one call, in bytes: 25 instructions of aarch64. */
    private static final int LONGEST = 100;

    /** @param arguments at most five */
    record Call(Syscall call, List<Long> arguments) {
        Call {
            arguments = List.copyOf(arguments);
        }

        static Call of(Syscall call, long... arguments) {
            return new Call(call, LongStream.of(arguments).boxed().toList());
        }
    }

    private SyscallCode() {}

    /** Null where the architecture is not known. */
    static byte[] of(Architecture architecture, List<Call> calls) {
        ByteBuffer code = ByteBuffer.allocate(LONGEST * (calls.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        switch (architecture) {
            case X86_64 -> calls.forEach(call -> x86(code, call));
            case AARCH64 -> calls.forEach(call -> aarch64(code, call));
            case OTHER -> {
                return null;
            }
        }
        if (architecture == Architecture.X86_64) {
            code.put((byte) 0xc3); // ret
        } else {
            code.putInt(0xd65f03c0); // ret
        }
        byte[] bytes = new byte[code.position()];
        code.flip().get(bytes);
        return bytes;
    }

    private static void x86(ByteBuffer code, Call call) {
        int[] registers = {7, 6, 2, 10, 8}; // rdi, rsi, rdx, r10, r8
        movabs(code, 0, call.call.number(Architecture.X86_64)); // rax
        for (int i = 0; i < call.arguments.size(); i++) {
            movabs(code, registers[i], call.arguments.get(i));
        }
        code.put((byte) 0x0f).put((byte) 0x05); // syscall
    }

    private static void movabs(ByteBuffer code, int register, long value) {
        code.put((byte) (0x48 | (register >> 3)))
                .put((byte) (0xb8 | (register & 7)))
                .putLong(value);
    }

    private static void aarch64(ByteBuffer code, Call call) {
        mov(code, 8, call.call.number(Architecture.AARCH64));
        for (int i = 0; i < call.arguments.size(); i++) {
            mov(code, i, call.arguments.get(i));
        }
        code.putInt(0xd4000001); // svc #0
    }

    /** movz, then a movk for each further 16 bits. */
    private static void mov(ByteBuffer code, int register, long value) {
        for (int part = 0; part < 4; part++) {
            int bits = (int) (value >>> (16 * part)) & 0xffff;
            code.putInt((part == 0 ? 0xd2800000 : 0xf2800000) | part << 21 | bits << 5 | register);
        }
    }
}
