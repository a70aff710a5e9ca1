package nyanpong.engine.takeover;

import java.io.IOException;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;

/**
 * Holds a program before an interface's network layer by a link, which the kernel removes when this process ends, whatever ends
 * it. Nothing of the kernel's is changed, so nothing has to be restored.
 */
public final class TcxTakeover implements AutoCloseable {
    private static final String OURS = "nyanpong";

    private final Bpf bpf = new Bpf();
    private final int ifindex;
    private final Attachment attachment;

    /**
     * Takes the lock of the namespace.
     *
     * @throws ErrnoException if this kernel has no TCX (EINVAL), or does not let us (EPERM)
     * @throws TakeoverException if another responder is here
     */
    public TcxTakeover(int ifindex) throws IOException, TakeoverException {
        this.ifindex = ifindex;
        int[] programs = bpf.progQuery(ifindex, Bpf.BPF_TCX_INGRESS);
        attachment = new Attachment(ifindex);
        try {
            refuseAnother(programs);
        } catch (TakeoverException e) {
            attachment.close();
            throw e;
        }
    }

    /** From here on the program decides what the kernel gets to see; it is asked before all others on the interface. */
    public void begin(int program) throws ErrnoException {
        attachment.begin(program, Bpf.BPF_TCX_INGRESS, Bpf.BPF_F_BEFORE);
    }

    /** On return the program runs no more. May be called when it has never begun, and twice. */
    public void end() throws ErrnoException {
        attachment.end();
    }

    @Override
    public void close() throws ErrnoException {
        attachment.close();
    }

    /** The lock is of a namespace; an interface may have come from another one, with a responder that stayed there. */
    private void refuseAnother(int[] programs) throws TakeoverException {
        for (int id : programs) {
            String name = name(id);
            if (name.startsWith(OURS)) {
                throw new TakeoverException("interface index " + ifindex + " has the program " + name + " (id " + id
                        + ") of another responder; stop it first");
            }
        }
    }

    /** Nothing where it is gone by now, or we may not know, which takes CAP_SYS_ADMIN. */
    private String name(int id) {
        Libc libc = new Libc();
        int fd = -1;
        try {
            fd = bpf.progGetFdById(id);
            return bpf.progName(fd);
        } catch (ErrnoException e) {
            return "";
        } finally {
            libc.close(fd);
        }
    }
}
