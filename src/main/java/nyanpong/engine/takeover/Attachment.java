package nyanpong.engine.takeover;

import java.io.IOException;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;

/**
 * A program on an interface, held there by a link, which the kernel removes when this process ends, whatever ends it; and the lock
 * of the namespace, so that no other responder claims the same.
 */
final class Attachment implements AutoCloseable {
    private final Bpf bpf = new Bpf();
    private final int ifindex;
    private final Lock lock;
    private int link = -1;

    /** @throws TakeoverException if another responder is here */
    Attachment(int ifindex) throws IOException, TakeoverException {
        this.ifindex = ifindex;
        lock = Lock.ofEcho();
    }

    synchronized void begin(int program, int type, int flags) throws ErrnoException {
        link = bpf.linkCreate(program, ifindex, type, flags);
    }

    /** Takes the program off. May be called when it has never begun, and twice. */
    synchronized void end() throws ErrnoException {
        if (link < 0) {
            return;
        }
        int held = link;
        link = -1;
        try {
            bpf.linkDetach(held);
        } finally {
            new Libc().close(held);
        }
    }

    @Override
    public void close() throws ErrnoException {
        try {
            end();
        } finally {
            lock.close();
        }
    }
}
