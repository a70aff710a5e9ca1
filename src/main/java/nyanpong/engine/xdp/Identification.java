package nyanpong.engine.xdp;

import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R5;
import static nyanpong.sys.BpfSize.DW;

import nyanpong.sys.BpfAssembler;

/**
 * IPv4 identifications: RFC 6864 section 4.2, RFC 6274 section 3.5. Those of a session differ from each other as its sequence numbers
 * do, of which they are a permutation that nobody else knows: four Feistel rounds on halves of 8 bits, keyed for each session.
 */
final class Identification {
    private static final int ROUNDS = 4;
    /**
     * Odd. Without it a round adds the same with each step, and of one key in forty, whose highest octet is near 0 or 256, next to
     * nothing: identifications followed each other nearly as the sequence numbers do.
     */
    private static final int SPREAD = 0x5bd1e995;

    private Identification() {}

    /** {@code R0 = identification(R1: 16 bits of a sequence number, R2: what no other session has)}. */
    static void emit(BpfAssembler program, XdpMaps maps) {
        program.label("identification")
                .mapValue(R3, maps.self(), XdpMaps.SELF_KEY)
                .load(DW, R4, R3, 0)
                .load(DW, R5, R3, 8)
                .mul(R2, R5)
                .add(R4, R2)
                .mov(R0, R1)
                .rsh(R0, 8)
                .and(R1, 0xff);
        for (int round = 0; round < ROUNDS; round++) {
            program.mov(R2, R1)
                    .mul(R2, SPREAD)
                    .xor(R2, R4)
                    .mul(R2, R5)
                    .rsh(R2, 56)
                    .xor(R0, R2)
                    .mov(R3, R0)
                    .mov(R0, R1)
                    .mov(R1, R3)
                    .add(R5, 2); // stays odd, and is another round's
        }
        program.lsh(R0, 8).or(R0, R1).exit();
    }
}
