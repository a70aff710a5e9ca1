package nyanpong.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.support.Golden;
import nyanpong.support.Mutants;

/**
 * The kernel as oracle: it is sent what {@link nyanpong.echo.Responder} is given, and must say the same. Run by
 * src/smoke/38-oracle.sh, which makes the two network namespaces.
 *
 * <p>Arguments: the interface to the kernel, the number of mutants, the seed, the seconds after which it is enough.
 */
final class Oracle {
    private Oracle() {}

    public static void main(String[] arguments) throws Exception {
        int ifindex = Integer.parseInt(Files.readString(Path.of("/sys/class/net", arguments[0], "ifindex"))
                .trim());
        long mutants = Long.parseLong(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        long seconds = Long.parseLong(arguments[3]);
        boolean right;
        try (Wire wire = new Wire(ifindex)) {
            right = askRows(wire);
            right &= askMutants(wire, mutants, seed, seconds);
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean askRows(Wire wire) throws Exception {
        Comparison c = new Comparison(wire);
        for (Wired each : Wired.all()) {
            c.ask(each.name(), each.tagged().with(c.tag()));
        }
        c.finish();
        return report(c, "rows of bad inputs");
    }

    private static boolean askMutants(Wire wire, long count, long seed, long seconds) throws Exception {
        Comparison c = new Comparison(wire);
        List<Tagged> originals = Stream.concat(
                        Golden.all().stream().map(Golden::request).map(Tagged::new),
                        Wired.all().stream().map(Wired::tagged))
                .toList();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long n = seed;
        for (; n < seed + count && System.nanoTime() < end; n++) {
            SplittableRandom random = new SplittableRandom(n);
            byte[] original = originals.get(random.nextInt(originals.size())).with(c.tag());
            byte[] mutant = Mutants.mutant(original, random);
            if (mutant.length >= 14 && mutant.length <= Wire.LONGEST) {
                c.ask("mutant " + n, mutant);
            }
        }
        c.finish();
        long rate = c.asked * 1_000_000_000L / Math.max(1, System.nanoTime() - begin);
        System.out.println("# seed " + seed + ", " + (n - seed) + " mutants, " + rate + " packets/s; verdicts: "
                + c.verdicts.entrySet().stream()
                        .map(e -> e.getKey().label() + " " + e.getValue())
                        .collect(Collectors.joining(", ")));
        return report(c, "mutants");
    }

    private static boolean report(Comparison c, String what) {
        String differences = c.known.entrySet().stream().map(Oracle::line).collect(Collectors.joining(", "));
        System.out.println((c.faults == 0 ? "ok " : "FAIL ") + c.asked + " " + what + " as the kernel: " + c.answered
                + " answered byte for byte, " + c.silent + " not; answered by the kernel alone: "
                + (differences.isEmpty() ? "none" : differences) + "; reassembled from several " + c.reassembled
                + "; asked again " + c.again + (c.faults == 0 ? "" : "; DIFFERENT: " + c.faults));
        return c.faults == 0;
    }

    private static String line(Map.Entry<Known, Long> e) {
        return e.getKey() + " " + e.getValue();
    }
}
