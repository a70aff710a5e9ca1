package nyanpong.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** What a rule that draws does. */
final class PlayReader {
    private static final List<String> ROTATIONS = List.of("per-session", "by-hour", "by-source", "random");

    private final Section rule;
    private final Report report;
    /** Null where it was refused; then nobody knows what may stand beside it. */
    private final String canvas;

    private PlayReader(Section rule, Report report, String canvas) {
        this.rule = rule;
        this.report = report;
        this.canvas = canvas;
    }

    /**
     * Null if anything was refused, of this rule or of what is before it.
     *
     * @param match null where it was refused
     * @param seeded whether there is a seed
     */
    static Action read(Section rule, Match match, boolean seeded, Report report) {
        String canvas = rule.required("canvas", Values::canvas);
        return new PlayReader(rule, report, canvas).play(match, seeded);
    }

    private Action.Play play(Match match, boolean seeded) {
        Ink ink = Ink.UNREACHABLE;
        Palette palette = null;
        Palette palette6 = null;
        List<String> cisco = List.of(Action.Play.CISCO);
        if (mayStand("ink", cisco)) {
            ink = rule.value("ink", Values.word(Ink.class), Ink.UNREACHABLE);
        }
        if (mayStand("palette", cisco)) {
            palette = PaletteReader.read(rule, "palette", PaletteAnswer.Error.IPV4, report);
        }
        if (mayStand("palette6", cisco)) {
            palette6 = PaletteReader.read(rule, "palette6", PaletteAnswer.Error.IPV6, report);
        }
        Integer width = mayStand("width", Widths.canvases()) ? rule.value("width", Widths.check(canvas), null) : null;
        Integer longest =
                mayStand("longest", List.of(Action.Play.DELAY)) ? rule.value("longest", Values::delay, null) : null;
        List<InetAddress> hops = mayStand("hops", List.of(Action.Play.ROUTE)) ? hops() : List.of();
        List<String> arts = rule.has("play") ? rule.values("play", 1, Action.Play.MAX_ARTS, this::art) : null;
        Rotation rotation = rotation();
        AnchorKind anchor = rule.value("anchor", Values.word(AnchorKind.class), AnchorKind.FIRST);
        checkCalibration(arts, match);
        checkStateless(anchor, rotation, match, seeded);
        return report.count() == 0
                ? new Action.Play(canvas, ink, width, longest, palette, palette6, hops, arts, rotation, anchor)
                : null;
    }

    private boolean mayStand(String key, List<String> canvases) {
        if (canvas == null || canvases.contains(canvas)) {
            return true;
        }
        if (rule.has(key)) {
            rule.complain(key, "is for canvas " + Words.oneOf(canvases) + " only, not " + canvas + ": take it out");
        }
        return false;
    }

    private List<InetAddress> hops() {
        if (!rule.has("hops")) {
            if (Objects.equals(canvas, Action.Play.ROUTE) && rule.lacks("hops")) {
                report.add(rule.mark(), rule.path("hops"), "missing: canvas route is made of them");
            }
            return List.of();
        }
        List<InetAddress> hops = rule.values("hops", 1, 2 * Hops.MAX, Values::address);
        if (hops != null) {
            List<Node> items = rule.items("hops");
            Hops.problems(hops)
                    .forEach((i, problem) ->
                            report.add(items.get(i).mark(), rule.path("hops") + "[" + i + "]", problem));
        }
        return hops;
    }

    private String art(Field field) {
        String name = Values.art(field);
        boolean calibration =
                Objects.equals(canvas, Action.Play.CISCO) && Objects.equals(name, Action.Play.CALIBRATION);
        if (name != null && !calibration) {
            report.art(field.scalar().mark(), field.key(), name);
        }
        return name;
    }

    private Rotation rotation() {
        if (rule.has("rotate") && rule.entry("rotate").value() instanceof Node.Mapping) {
            Section section = rule.section("rotate", List.of("every"));
            var interval = section.required("every", Values::duration);
            return interval == null ? null : new Rotation.Every(interval);
        }
        return rule.value(
                "rotate",
                field -> switch (field.text()) {
                    case "per-session" -> new Rotation.PerSession();
                    case "by-hour" -> new Rotation.ByHour();
                    case "by-source" -> new Rotation.BySource();
                    case "random" -> new Rotation.Random();
                    default -> field.refuse(String.join(", ", ROTATIONS) + " or { every: 10m }");
                },
                new Rotation.PerSession());
    }

    /** It sends every type and code, also those that no palette may have. */
    private void checkCalibration(List<String> arts, Match match) {
        if (!Objects.equals(canvas, Action.Play.CISCO) || arts == null || !arts.contains(Action.Play.CALIBRATION)) {
            return;
        }
        if (arts.size() > 1) {
            rule.complain("play", "a calibration plays alone: want [calibration]");
        }
        if (match != null && match.source() == null) {
            rule.complain(
                    "play",
                    "a calibration sends every type and code, so it goes to named sources only: add match.source");
        } else if (match != null && !match.source().isNarrow()) {
            rule.complain(
                    "match",
                    "source is " + match.source()
                            + ": a calibration sends every type and code, so it goes to named sources only:"
                            + " want /24 or longer (IPv4), /64 or longer (IPv6)");
        }
    }

    /** Machines that share an address know nothing of each other's requests, nor have they the same clock. */
    private void checkStateless(AnchorKind anchor, Rotation rotation, Match match, boolean seeded) {
        if (anchor != AnchorKind.STATELESS) {
            return;
        }
        if (!seeded) {
            rule.complain(
                    "anchor",
                    "stateless needs the top-level key seed: %d to %d printable characters, the same on all machines"
                            .formatted(Config.MIN_SEED, Config.MAX_SEED));
        }
        if (match != null && match.pace() != null) {
            complainOfDisagreement("match.pace");
        }
        if (match != null && match.time() != null) {
            complainOfDisagreement("match.time");
        }
        if (rotation != null && rotation.needsClock()) {
            complainOfDisagreement("rotate: " + rotation);
        }
    }

    private void complainOfDisagreement(String beside) {
        rule.complain(
                "anchor",
                "stateless cannot stand beside " + beside
                        + ": machines that share an address would disagree; take one of them out");
    }
}
