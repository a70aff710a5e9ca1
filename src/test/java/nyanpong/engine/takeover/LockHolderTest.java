package nyanpong.engine.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockHolderTest {
    private static final String NAME = "@nyanpong/takeover/sysctl";

    /** As the kernel printed it while a second responder was refused: the connection has the listener's name, too. */
    private static final String PROC_NET_UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000000000000000: 00000002 00000000 00000000 0001 02     0 @nyanpong/takeover/sysctl
            0000000000000000: 00000002 00000000 00010000 0001 01 107843 @nyanpong/takeover/sysctl
            0000000000000000: 00000003 00000000 00000000 0001 03 22345 /run/nyanpong/takeover/sysctl
            0000000000000000: 00000003 00000000 00000000 0001 03 22346
            """;

    @Test
    void isTheOneThatListens() {
        assertEquals(Optional.of("107843"), LockHolder.inode(PROC_NET_UNIX, NAME));
    }

    @Test
    void isNobodyWhereNobodyListens() {
        String others = PROC_NET_UNIX.replace("00010000", "00000000");
        assertEquals(Optional.empty(), LockHolder.inode(others, NAME));
        assertEquals(Optional.empty(), LockHolder.inode(PROC_NET_UNIX, "@another"));
        assertEquals(Optional.empty(), LockHolder.inode("", NAME));
    }
}
