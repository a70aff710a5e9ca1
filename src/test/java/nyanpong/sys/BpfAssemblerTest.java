package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GE;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LE;
import static nyanpong.sys.BpfCondition.LT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGE;
import static nyanpong.sys.BpfCondition.SGT;
import static nyanpong.sys.BpfCondition.SLE;
import static nyanpong.sys.BpfCondition.SLT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R5;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfRegister.R9;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.H;
import static nyanpong.sys.BpfSize.W;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Encodings written by hand from the kernel's instruction-set.rst: code, registers (source, destination), off, imm. */
class BpfAssemblerTest {
    @Test
    void numbers() {
        assertBytes("bf 16 0000 00000000", insn().mov(R6, R1));
        assertBytes("b7 00 0000 ffffffff", insn().mov(R0, -1));
        assertBytes("bc 87 0000 00000000", insn().mov32(R7, R8));
        assertBytes("b4 09 0000 78563412", insn().mov32(R9, 0x12345678));
        assertBytes("0f 21 0000 00000000", insn().add(R1, R2));
        assertBytes("07 02 0000 e0ffffff", insn().add(R2, -32));
        assertBytes("0c 43 0000 00000000", insn().add32(R3, R4));
        assertBytes("04 03 0000 01000000", insn().add32(R3, 1));
        assertBytes("1f 20 0000 00000000", insn().sub(R0, R2));
        assertBytes("17 00 0000 07000000", insn().sub(R0, 7));
        assertBytes("2f 20 0000 00000000", insn().mul(R0, R2));
        assertBytes("27 00 0000 07000000", insn().mul(R0, 7));
        assertBytes("3f 20 0000 00000000", insn().div(R0, R2));
        assertBytes("37 00 0000 07000000", insn().div(R0, 7));
        assertBytes("9f 20 0000 00000000", insn().mod(R0, R2));
        assertBytes("97 00 0000 07000000", insn().mod(R0, 7));
        assertBytes("4f 09 0000 00000000", insn().or(R9, R0));
        assertBytes("47 09 0000 00010000", insn().or(R9, 256));
        assertBytes("5f 09 0000 00000000", insn().and(R9, R0));
        assertBytes("57 00 0000 ff0f0000", insn().and(R0, 0xfff));
        assertBytes("af 09 0000 00000000", insn().xor(R9, R0));
        assertBytes("a7 09 0000 01000000", insn().xor(R9, 1));
        assertBytes("67 09 0000 10000000", insn().lsh(R9, 16));
        assertBytes("77 09 0000 10000000", insn().rsh(R9, 16));
        assertBytes("c7 09 0000 10000000", insn().arsh(R9, 16));
        assertBytes("87 05 0000 00000000", insn().neg(R5));
        assertBytes("dc 00 0000 10000000", insn().bigEndian(R0, 16));
        assertBytes("dc 03 0000 40000000", insn().bigEndian(R3, 64));
        assertThrows(IllegalArgumentException.class, () -> insn().bigEndian(R0, 8));
    }

    @Test
    void immediatesOf64Bits() {
        assertBytes("18 02 0000 88776655  00 00 0000 44332211", insn().mov64(R2, 0x11223344_55667788L));
        assertBytes("18 11 0000 07000000  00 00 0000 00000000", insn().map(R1, 7));
        assertBytes("18 21 0000 07000000  00 00 0000 18000000", insn().mapValue(R1, 7, 24));
    }

    @Test
    void memory() {
        assertBytes("61 60 0400 00000000", insn().load(W, R0, R6, 4));
        assertBytes("69 60 ffff 00000000", insn().load(H, R0, R6, -1));
        assertBytes("71 a5 f8ff 00000000", insn().load(B, R5, R10, -8));
        assertBytes("79 12 0000 00000000", insn().load(DW, R2, R1, 0));
        assertBytes("63 0a e0ff 00000000", insn().store(W, R10, -32, R0));
        assertBytes("6b 78 0200 00000000", insn().store(H, R8, 2, R7));
        assertBytes("73 78 0200 00000000", insn().store(B, R8, 2, R7));
        assertBytes("7b 1a f8ff 00000000", insn().store(DW, R10, -8, R1));
        assertBytes("62 0a e8ff 80000000", insn().store(W, R10, -24, 128));
        assertBytes("6a 0a e8ff 80000000", insn().store(H, R10, -24, 128));
        assertBytes("72 0a e8ff 01000000", insn().store(B, R10, -24, 1));
        assertBytes("7a 0a e8ff ffffffff", insn().store(DW, R10, -24, -1));
        assertBytes("db 21 0800 00000000", insn().atomicAdd(DW, R1, 8, R2));
        assertBytes("c3 21 0800 00000000", insn().atomicAdd(W, R1, 8, R2));
        assertBytes("db 21 0800 01000000", insn().atomicFetchAdd(DW, R1, 8, R2));
        assertBytes("db 21 0800 f1000000", insn().atomicCompareExchange(DW, R1, 8, R2));
        assertBytes("30 00 0000 17000000", insn().loadPacket(B, 23));
        assertBytes("28 00 0000 14000000", insn().loadPacket(H, 20));
        assertBytes("20 00 0000 1e000000", insn().loadPacket(W, 30));
        assertThrows(IllegalArgumentException.class, () -> insn().load(W, R0, R1, 0x8000));
    }

    /** Each over one instruction. */
    @Test
    void jumps() {
        assertBytes(
                "05 00 0100 00000000" + OVER, insn().jump("x").exit().label("x").exit());
        BpfCondition[] conditions = {EQ, GT, GE, SET, NE, SGT, SGE, LT, LE, SLT, SLE};
        String[] codes = {"15", "25", "35", "45", "55", "65", "75", "a5", "b5", "c5", "d5"};
        String[] withRegister = {"1d", "2d", "3d", "4d", "5d", "6d", "7d", "ad", "bd", "cd", "dd"};
        String[] of32 = {"16", "26", "36", "46", "56", "66", "76", "a6", "b6", "c6", "d6"};
        String[] of32WithRegister = {"1e", "2e", "3e", "4e", "5e", "6e", "7e", "ae", "be", "ce", "de"};
        for (int i = 0; i < conditions.length; i++) {
            var c = conditions[i];
            assertBytes(codes[i] + "03 0100 f0ffffff" + OVER, over(insn().jump(R3, c, -16, "x")));
            assertBytes(withRegister[i] + "43 0100 00000000" + OVER, over(insn().jump(R3, c, R4, "x")));
            assertBytes(of32[i] + "03 0100 10000000" + OVER, over(insn().jump32(R3, c, 16, "x")));
            assertBytes(of32WithRegister[i] + "43 0100 00000000" + OVER, over(insn().jump32(R3, c, R4, "x")));
        }
    }

    /** A distance counts instructions of eight octets from the next one on; a 64-bit immediate is two. */
    @Test
    void distancesGoBothWaysAndOverLongInstructions() {
        assertBytes(
                "17 01 0000 01000000  55 01 feff 00000000  95 00 0000 00000000",
                insn().label("again").sub(R1, 1).jump(R1, NE, 0, "again").exit());
        assertBytes(
                "15 01 0200 00000000  18 12 0000 05000000 0000000000000000  95 00 0000 00000000",
                insn().jump(R1, EQ, 0, "x").map(R2, 5).label("x").exit());
        assertBytes("05 00 ffff 00000000", insn().label("x").jump("x"));
    }

    @Test
    void calls() {
        assertBytes("85 00 0000 83000000", insn().call(BpfHelper.RINGBUF_RESERVE));
        assertBytes(
                "85 10 0000 01000000  95 00 0000 00000000  95 00 0000 00000000",
                insn().call("f").exit().label("f").exit());
    }

    @Test
    void refusesWhatHasNoEncoding() {
        assertRefused(insn().jump("nowhere").exit());
        assertRefused(insn().jump("end").label("end"));
        assertThrows(
                IllegalArgumentException.class,
                () -> insn().label("twice").exit().label("twice"));
        assertBytes("05 00 ff7f 00000000", far(0x7fff), 8);
        assertRefused(far(0x8000));
    }

    private static final String OVER = "95 00 0000 00000000  95 00 0000 00000000";

    private static BpfAssembler over(BpfAssembler jump) {
        return jump.exit().label("x").exit();
    }

    private static BpfAssembler far(int over) {
        BpfAssembler far = insn().jump("far");
        for (int i = 0; i < over; i++) {
            far.exit();
        }
        return far.label("far").exit();
    }

    private static BpfAssembler insn() {
        return new BpfAssembler();
    }

    private static void assertBytes(String expected, BpfAssembler program) {
        assertBytes(expected, program, Integer.MAX_VALUE);
    }

    private static void assertBytes(String expected, BpfAssembler program, int most) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = program.assemble(arena).toArray(JAVA_BYTE);
            assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, most)));
        }
    }

    private static void assertRefused(BpfAssembler program) {
        try (Arena arena = Arena.ofConfined()) {
            assertThrows(IllegalArgumentException.class, () -> program.assemble(arena));
        }
    }
}
