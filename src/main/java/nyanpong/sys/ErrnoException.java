package nyanpong.sys;

import java.io.IOException;

/** A system call of set-up or tear-down that failed. The message reads as strace would print it. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /**
     * @param call the call with its telling arguments, such as {@code bind(fd=7, ifindex=2)}
     * @param errno positive, from errno(3)
     */
    public ErrnoException(String call, int errno) {
        super(call + ": " + Errno.name(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** True where more privilege would have helped. */
    public boolean isPermission() {
        return errno == Errno.EPERM || errno == Errno.EACCES;
    }
}
