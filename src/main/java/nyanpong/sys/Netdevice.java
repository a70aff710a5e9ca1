package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What an interface says of itself by ioctl(2): netdevice(7), {@code <linux/ethtool.h>}. Needs no privilege, and speaks of this
 * network namespace, as sysfs may not. Each returns {@code -errno} or null where the kernel or the driver does not tell.
 */
public final class Netdevice implements AutoCloseable {
    public static final int IFF_UP = 0x1;
    /** Up, and with a carrier. */
    public static final int IFF_RUNNING = 0x40;

    /** VLAN tags are taken off what is received. */
    public static final int ETH_FLAG_RXVLAN = 1 << 8;

    public static final int ETH_FLAG_LRO = 1 << 15;

    private static final int SIOCGIFFLAGS = 0x8913;
    private static final int SIOCGIFHWADDR = 0x8927;
    private static final int SIOCETHTOOL = 0x8946;
    private static final int ETHTOOL_GDRVINFO = 0x03;
    private static final int ETHTOOL_GFLAGS = 0x25;
    private static final int ETHTOOL_GGRO = 0x2b;
    private static final int ETHTOOL_GCHANNELS = 0x3c;

    private static final int IFNAMSIZ = 16;
    private static final int IFREQ = 40;
    private static final int IFR_HWADDR_DATA = IFNAMSIZ + 2;
    private static final int ETHTOOL_DRVINFO = 196;
    private static final int ETHTOOL_CHANNELS = 36;
    private static final int RX_COUNT = 20;
    private static final int TX_COUNT = 24;
    private static final int COMBINED_COUNT = 32;
    private static final int MAC_LENGTH = 6;

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment ifreq = arena.allocate(IFREQ, 8);
    private final int fd;

    public Netdevice(String name) throws ErrnoException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, ifreq, 0, Math.min(bytes.length, IFNAMSIZ - 1));
        fd = Libc.check("socket(AF_UNIX)", libc.socket(Socket.AF_UNIX, Socket.SOCK_DGRAM | Socket.SOCK_CLOEXEC, 0));
    }

    /** {@code IFF_*}. */
    public int flags() {
        int result = libc.ioctl(fd, SIOCGIFFLAGS, ifreq);
        return result < 0 ? result : ifreq.get(JAVA_SHORT, IFNAMSIZ) & 0xffff;
    }

    /** Such as {@code 02:00:00:00:00:01}. */
    public String address() {
        return libc.ioctl(fd, SIOCGIFHWADDR, ifreq) < 0
                ? null
                : HexFormat.ofDelimiter(":").formatHex(bytes(ifreq, IFR_HWADDR_DATA, MAC_LENGTH));
    }

    /** Such as {@code virtio_net}. */
    public String driver() {
        MemorySegment info = arena.allocate(ETHTOOL_DRVINFO, 8);
        return ethtool(ETHTOOL_GDRVINFO, info) < 0 ? null : info.getString(Integer.BYTES);
    }

    /** Generic receive offload: 0 or 1. */
    public int gro() {
        return value(ETHTOOL_GGRO);
    }

    /** {@code ETH_FLAG_*}. */
    public int features() {
        return value(ETHTOOL_GFLAGS);
    }

    /**
     * Queues of an interface.
     *
     * @param rx of packets that come in
     * @param tx of those that go out
     */
    public record Channels(int rx, int tx) {}

    /** Those that it uses; null also of drivers with one queue each way, which need not tell. */
    public Channels channels() {
        MemorySegment c = arena.allocate(ETHTOOL_CHANNELS, 4);
        if (ethtool(ETHTOOL_GCHANNELS, c) < 0) {
            return null;
        }
        int combined = c.get(JAVA_INT, COMBINED_COUNT);
        return new Channels(c.get(JAVA_INT, RX_COUNT) + combined, c.get(JAVA_INT, TX_COUNT) + combined);
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }

    private int value(int command) {
        MemorySegment value = arena.allocate(2 * Integer.BYTES, 8);
        int result = ethtool(command, value);
        return result < 0 ? result : value.get(JAVA_INT, Integer.BYTES);
    }

    private int ethtool(int command, MemorySegment argument) {
        argument.set(JAVA_INT, 0, command);
        ifreq.set(JAVA_LONG, IFNAMSIZ, argument.address());
        return libc.ioctl(fd, SIOCETHTOOL, ifreq);
    }

    private static byte[] bytes(MemorySegment m, int at, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(m, JAVA_BYTE, at, bytes, 0, length);
        return bytes;
    }
}
