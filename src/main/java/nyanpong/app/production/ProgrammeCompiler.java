package nyanpong.app.production;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TimeZone;
import java.util.function.LongSupplier;
import nyanpong.app.host.Chance;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.canvas.Calibration;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.Ink;
import nyanpong.config.Action;
import nyanpong.config.AnchorKind;
import nyanpong.config.AnswerKind;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.PlayedArt;
import nyanpong.config.Problem;
import nyanpong.config.RuleConfig;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.programme.SipHash;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** Turns checked rules into a programme: reads their arts and compiles them for their canvases. */
public final class ProgrammeCompiler {
    private final Arts arts;
    private final Repertoire repertoire;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();

    /** All rules, and what of them shows the time. */
    private record Cast(List<Rule> rules, List<Clock> clocks) {}

    private ProgrammeCompiler(Arts arts, Repertoire repertoire) {
        this.arts = arts;
        this.repertoire = repertoire;
    }

    /** The same problems, and those of the arts that the configuration names where it is right. */
    public static ConfigException withArts(ConfigException wrong) throws IOException {
        List<Problem> problems = new ArrayList<>(wrong.problems());
        try (Arts arts = new Arts(wrong.frames())) {
            for (PlayedArt played : wrong.arts()) {
                try {
                    arts.read(played.name());
                } catch (ArtException e) {
                    problems.add(played.problem(e.getMessage()));
                }
            }
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ConfigException(problems);
    }

    /** @throws ConfigException with every art that does not exist or cannot be drawn */
    public static void check(Config config) throws IOException, ConfigException {
        cast(config, new Repertoire(null));
    }

    /** @throws ConfigException with every art that does not exist or cannot be drawn */
    public static Production compile(Config config) throws IOException, ConfigException {
        return compile(config, Chance.next(), Chance.next(), System::currentTimeMillis);
    }

    /**
     * The same, whose chances and times are given.
     *
     * @param k0 with {@code k1} the key of the sessions
     * @param clock the time of day, in milliseconds since the epoch
     */
    public static Production compile(Config config, long k0, long k1, LongSupplier clock)
            throws IOException, ConfigException {
        Repertoire repertoire = new Repertoire(null);
        Cast cast = cast(config, repertoire);
        try {
            List<Programme> programmes = Programme.forThreads(
                    config.threads(), cast.rules(), config.limits().sessions(), k0, k1, clock);
            return new Production(programmes, cast.rules(), cast.clocks(), repertoire);
        } catch (OutOfMemoryError e) {
            throw new ConfigException(List.of(config.locations()
                    .problem(
                            "limits.sessions",
                            "%d: no room in a heap of %d MB; lower it, or give java a larger one (-Xmx)"
                                    .formatted(
                                            config.limits().sessions(),
                                            Runtime.getRuntime().maxMemory() >> 20))));
        }
    }

    /**
     * The same for a programme that is to take the sessions of another over.
     *
     * @throws ConfigException with every art that does not exist or cannot be drawn; nothing of {@code before} has changed
     */
    public static Production compile(Config config, Production before) throws IOException, ConfigException {
        Repertoire repertoire = new Repertoire(before.repertoire());
        Cast cast = cast(config, repertoire);
        List<Programme> programmes = Programme.successors(before.programmes(), cast.rules());
        return new Production(programmes, cast.rules(), cast.clocks(), repertoire);
    }

    private static Cast cast(Config config, Repertoire repertoire) throws IOException, ConfigException {
        Path frames = config.frames();
        if (frames != null
                && !Files.isDirectory(frames)
                && !config.locations().source("frames").equals("default")) {
            throw new ConfigException(List.of(config.locations()
                    .problem("frames", "'" + frames + "': no such folder; without the key the arts in the jar serve")));
        }
        try (Arts arts = new Arts(frames)) {
            ProgrammeCompiler compiler = new ProgrammeCompiler(arts, repertoire);
            return new Cast(compiler.compileRules(config), compiler.clocks);
        }
    }

    private List<Rule> compileRules(Config config) throws IOException, ConfigException {
        SipHash shared = config.seed() == null ? null : keyed(config.seed());
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < config.programme().size(); i++) {
            RuleConfig rule = config.programme().get(i);
            Match match = Conditions.of(rule.match());
            switch (rule.action()) {
                case Action.Plain plain -> rules.add(new Rule.Plain(match, answer(plain.answer())));
                case Action.Play play -> {
                    List<Playing> scores = scores(config, i, play);
                    if (!scores.isEmpty()) {
                        SipHash by = play.anchor() == AnchorKind.STATELESS ? shared : null;
                        rules.add(new Rule.Play(match, scores, rotation(play.rotation()), by));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return rules;
    }

    private List<Playing> scores(Config config, int rule, Action.Play play) throws IOException {
        if (play.isCalibration()) {
            return List.of(
                    repertoire.of(Calibration.score().withCanvas(play.canvas()), new CiscoCanvas(Ink.UNREACHABLE)));
        }
        Canvas canvas = Canvases.of(play);
        List<Playing> scores = new ArrayList<>();
        for (int i = 0; i < play.arts().size(); i++) {
            try {
                Art art = arts.read(play.arts().get(i));
                scores.add(playing(art, canvas, play.canvas()));
            } catch (ArtException e) {
                problems.add(config.locations().problem("programme[" + rule + "].play[" + i + "]", e.getMessage()));
            }
        }
        return scores;
    }

    private Playing playing(Art art, Canvas canvas, String name) throws IOException, ArtException {
        Score now = compile(art, canvas, name);
        if (art.live() == null || !art.live().isTimed()) {
            return repertoire.of(now, canvas);
        }
        Art atMidnight = art.with(Moment.now().atMidnight().draw(art.live()));
        Playing playing = repertoire.of(compile(atMidnight, canvas, name), now, canvas);
        clocks.add(new Clock(art, canvas, playing));
        return playing;
    }

    private static Score compile(Art art, Canvas canvas, String name) throws ArtException {
        try {
            return canvas.compile(art).withCanvas(name);
        } catch (IllegalArgumentException e) {
            throw new ArtException(e.getMessage(), e);
        }
    }

    /** The same on every machine that has the same text. */
    private static SipHash keyed(String seed) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8)));
            return new SipHash(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long answer(AnswerKind kind) {
        return switch (kind) {
            case REPLY -> Answer.REPLY;
            case SILENCE -> Answer.SILENCE;
            case UNREACHABLE -> Answer.UNREACHABLE;
        };
    }

    private static Rotation rotation(nyanpong.config.Rotation rotation) {
        return switch (rotation) {
            case nyanpong.config.Rotation.PerSession _ -> new Rotation.PerSession();
            case nyanpong.config.Rotation.Every every -> new Rotation.Every(every.interval());
            case nyanpong.config.Rotation.ByHour _ -> new Rotation.ByHour(TimeZone.getDefault());
            case nyanpong.config.Rotation.BySource _ -> new Rotation.BySource();
            case nyanpong.config.Rotation.Random _ -> new Rotation.Random();
        };
    }
}
