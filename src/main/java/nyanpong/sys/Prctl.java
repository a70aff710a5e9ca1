package nyanpong.sys;

/** Constants of {@code <linux/prctl.h>}: prctl(2). */
public final class Prctl {
    public static final int PR_SET_PDEATHSIG = 1;
    public static final int PR_GET_PDEATHSIG = 2;
    public static final int PR_SET_DUMPABLE = 4;
    public static final int PR_CAPBSET_DROP = 24;
    public static final int PR_SET_NO_NEW_PRIVS = 38;

    private Prctl() {}
}
