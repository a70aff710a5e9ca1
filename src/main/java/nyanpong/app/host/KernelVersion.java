package nyanpong.app.host;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Such as 6.18 of {@code 6.18.44-generic}. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    /** {@code PACKET_IGNORE_OUTGOING}, and ICMPv6 echo that can be switched off. */
    public static final KernelVersion OLDEST = new KernelVersion(4, 20);

    /** BPF links on tc's ingress: {@code BPF_TCX_INGRESS}. */
    public static final KernelVersion TCX = new KernelVersion(6, 6);

    /** What engine {@code xdp} needs: maps that are written to without privilege; before that, most of it since 5.18. */
    public static final KernelVersion XDP = new KernelVersion(5, 19);

    private static final Pattern RELEASE = Pattern.compile("^(\\d{1,4})\\.(\\d{1,4})");

    /** This host's. */
    public static KernelVersion here() {
        String release = Proc.text("/proc/sys/kernel/osrelease");
        return of(release == null ? "" : release);
    }

    /** Of the text of {@code /proc/sys/kernel/osrelease}; 0.0 where it tells no number. */
    public static KernelVersion of(String release) {
        Matcher numbers = RELEASE.matcher(release);
        return numbers.find()
                ? new KernelVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : new KernelVersion(0, 0);
    }

    public boolean isAtLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KernelVersion other) {
        return Comparator.comparingInt(KernelVersion::major)
                .thenComparingInt(KernelVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
