package nyanpong.engine.takeover;

import java.io.IOException;
import nyanpong.sys.Bpf;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Xdp;

/**
 * Holds an XDP program on an interface by a link, which the kernel removes when this process ends, whatever ends it; Linux 5.9.
 * Nothing of the kernel's is changed, so nothing has to be restored.
 */
public final class XdpTakeover implements AutoCloseable {
    /** Where a program may run. */
    public enum Hook {
        /** In the driver. */
        NATIVE,
        /** Behind it, on packets that the kernel has made already. */
        GENERIC,
        /** In the driver where it has such a thing, else behind it. */
        EITHER
    }

    private final int ifindex;
    private final Attachment attachment;

    /**
     * Takes the lock of the namespace.
     *
     * @throws TakeoverException if another responder is here
     */
    public XdpTakeover(int ifindex) throws IOException, TakeoverException {
        this.ifindex = ifindex;
        attachment = new Attachment(ifindex);
    }

    /**
     * From here on the program decides what the kernel gets to see. Attaching may reset the device.
     *
     * @return where it runs: {@link Hook#NATIVE} or {@link Hook#GENERIC}
     * @throws TakeoverException if the interface has an XDP program already, of whomever
     * @throws ErrnoException if this kernel or the driver has no such thing, or does not let us
     */
    public Hook begin(int program, Hook hook) throws ErrnoException, TakeoverException {
        if (hook != Hook.GENERIC) {
            try {
                attach(program, Xdp.XDP_FLAGS_DRV_MODE);
                return Hook.NATIVE;
            } catch (ErrnoException e) {
                if (hook == Hook.NATIVE || e.isPermission()) {
                    throw e;
                }
            }
        }
        attach(program, Xdp.XDP_FLAGS_SKB_MODE);
        return Hook.GENERIC;
    }

    /** The program is taken off; one that runs at this moment may still end. May be called when it has never begun, and twice. */
    public void end() throws ErrnoException {
        attachment.end();
    }

    @Override
    public void close() throws ErrnoException {
        attachment.close();
    }

    private void attach(int program, int flags) throws ErrnoException, TakeoverException {
        try {
            attachment.begin(program, Bpf.BPF_XDP, flags);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EBUSY || e.errno() == Errno.EEXIST) {
                throw new TakeoverException("interface index " + ifindex
                        + " has an XDP program already, and can have one alone (bpftool net); take it off (ip link set dev"
                        + " IFACE xdp off), or serve with engine ring");
            }
            throw e;
        }
    }
}
