package nyanpong.engine;

import nyanpong.sys.ErrnoException;

/** A program of the kernel's that hands over requests to some addresses, and leaves the others to the kernel. */
public interface Claiming {
    /** What is no longer among these is not claimed when this returns. */
    void claimLess(Claimed wanted) throws ErrnoException;

    /** All of these are claimed when this returns. */
    void claimMore(Claimed wanted) throws ErrnoException;

    /** What it has counted; also after it is closed. */
    ClaimCounts counts();
}
