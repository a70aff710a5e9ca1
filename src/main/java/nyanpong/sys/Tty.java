package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The modes and the size of a terminal: ioctl_tty(2), and {@code struct termios} and {@code struct winsize} of the kernel's
 * asm-generic headers. Modes are octets as the kernel gave them, so that what is set again is the same in every bit, speeds among
 * them.
 */
public final class Tty {
    private static final long TCGETS = 0x5401;
    private static final long TCSETSW = 0x5403;
    private static final long TIOCGWINSZ = 0x5413;

    private static final int TERMIOS = 36;
    private static final int C_IFLAG = 0;
    private static final int C_LFLAG = 12;
    private static final int C_CC = 17;

    private static final int INLCR = 0x40;
    private static final int ICRNL = 0x100;
    private static final int IXON = 0x400;
    private static final int ICANON = 0x2;
    private static final int ECHO = 0x8;
    private static final int IEXTEN = 0x8000;
    private static final int VTIME = 5;
    private static final int VMIN = 6;
    private static final int VSUSP = 10;

    private static final int WINSIZE = 8;

    private final int fd;
    private final Libc libc = new Libc();
    private final MemorySegment argument = Arena.ofAuto().allocate(TERMIOS, Integer.BYTES);

    /** What fits on it. */
    public record Size(int rows, int columns) {}

    public Tty(int fd) {
        this.fd = fd;
    }

    /** Empty where it is no terminal. */
    public synchronized Optional<byte[]> modes() {
        return libc.ioctl(fd, TCGETS, argument) < 0 ? Optional.empty() : Optional.of(argument.toArray(JAVA_BYTE));
    }

    /** As soon as what was written has been shown. */
    public synchronized void modes(byte[] modes) throws ErrnoException {
        MemorySegment.copy(modes, 0, argument, JAVA_BYTE, 0, TERMIOS);
        Libc.check("ioctl(" + fd + ", TCSETSW)", libc.ioctl(fd, TCSETSW, argument));
    }

    /**
     * The same modes, but keys come at once and are not echoed, and none stops a process or the output. Those that end it, such as
     * Ctrl-C, still do.
     */
    public static byte[] keys(byte[] modes) {
        byte[] keys = modes.clone();
        MemorySegment termios = MemorySegment.ofArray(keys);
        clear(termios, C_IFLAG, INLCR | ICRNL | IXON);
        clear(termios, C_LFLAG, ICANON | ECHO | IEXTEN);
        keys[C_CC + VMIN] = 1;
        keys[C_CC + VTIME] = 0;
        keys[C_CC + VSUSP] = 0;
        return keys;
    }

    /** 0 x 0 where it does not know. */
    public synchronized Size size() {
        argument.fill((byte) 0);
        if (libc.ioctl(fd, TIOCGWINSZ, argument.asSlice(0, WINSIZE)) < 0) {
            return new Size(0, 0);
        }
        return new Size(
                Short.toUnsignedInt(argument.get(JAVA_SHORT, 0)), Short.toUnsignedInt(argument.get(JAVA_SHORT, 2)));
    }

    private static void clear(MemorySegment termios, int at, int flags) {
        int old = termios.get(JAVA_INT.withByteAlignment(1), at);
        termios.set(JAVA_INT.withByteAlignment(1), at, old & ~flags);
    }
}
