package nyanpong.app.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nyanpong.app.host.UnavailableException;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Claims.Opening OLD = failing("bpf(BPF_PROG_QUERY, ifindex=2)", Errno.EINVAL);
    private static final Claims.Opening FORBIDDEN = failing("bpf(BPF_MAP_CREATE, nyanpong_ring)", Errno.EPERM);

    private final List<String> log = new ArrayList<>();
    private boolean fellBack;

    @Test
    void autoTakesTcxWithoutAWord() throws Exception {
        Claims.best(() -> null, this::sysctl, log::add);
        assertFalse(fellBack);
        assertEquals(List.of(), log);
    }

    @Test
    void autoTakesSysctlAndSaysWhy() throws Exception {
        assertNull(Claims.best(OLD, this::sysctl, log::add));
        assertTrue(fellBack);
        assertEquals(1, log.size());
        assertTrue(log.getFirst().contains("takeover auto: sysctl"), log.getFirst());
        assertTrue(log.getFirst().contains("has no TCX, which came with 6.6"), log.getFirst());
        Claims.best(FORBIDDEN, this::sysctl, log::add);
        assertTrue(log.getLast().contains("needs CAP_BPF"), log.getLast());
    }

    @Test
    void tcxThatIsNotToBeHadIsAFailure() {
        UnavailableException old = assertThrows(UnavailableException.class, () -> Claims.required(OLD));
        assertFalse(old.isPermission());
        assertTrue(old.getMessage().contains("which came with 6.6; or take sysctl"), old.getMessage());
        UnavailableException forbidden = assertThrows(UnavailableException.class, () -> Claims.required(FORBIDDEN));
        assertTrue(forbidden.isPermission());
    }

    private Claim sysctl() {
        fellBack = true;
        return null;
    }

    private static Claims.Opening failing(String call, int errno) {
        return () -> {
            throw new ErrnoException(call, errno);
        };
    }
}
