package nyanpong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.Ink;
import nyanpong.config.Action;
import nyanpong.config.AnswerKind;
import nyanpong.config.ClientKind;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.PlayedArt;
import nyanpong.config.Problem;
import nyanpong.config.RuleConfig;
import nyanpong.programme.Client;
import nyanpong.programme.Match;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Prefix;

/** Turns checked rules into a programme: reads their arts and compiles them for their canvases. */
public final class ProgrammeCompiler {
    private final Arts arts;
    private final List<Problem> problems = new ArrayList<>();

    private ProgrammeCompiler(Arts arts) {
        this.arts = arts;
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
        rules(config);
    }

    /** @throws ConfigException with every art that does not exist or cannot be drawn */
    static Programme compile(Config config) throws IOException, ConfigException {
        List<Rule> rules = rules(config);
        SecureRandom random = new SecureRandom();
        try {
            return new Programme(rules, config.limits().sessions(), random.nextLong(), random.nextLong());
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

    private static List<Rule> rules(Config config) throws IOException, ConfigException {
        Path frames = config.frames();
        if (frames != null
                && !Files.isDirectory(frames)
                && !config.locations().source("frames").equals("default")) {
            throw new ConfigException(
                    List.of(config.locations().problem("frames", "'" + frames + "': no such folder")));
        }
        try (Arts arts = new Arts(frames)) {
            return new ProgrammeCompiler(arts).compileRules(config);
        }
    }

    private List<Rule> compileRules(Config config) throws IOException, ConfigException {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < config.programme().size(); i++) {
            RuleConfig rule = config.programme().get(i);
            Match match = match(rule.match());
            switch (rule.action()) {
                case Action.Plain plain -> rules.add(new Rule.Plain(match, answer(plain.answer())));
                case Action.Play play -> {
                    List<Score> scores = scores(config, i, play);
                    if (!scores.isEmpty()) {
                        rules.add(new Rule.Play(match, scores, rotation(play.rotation())));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return rules;
    }

    /** The canvas of a name that the configuration allows. */
    private static Canvas canvas(String name) {
        return switch (name) {
            case "cisco" -> new CiscoCanvas();
            default -> throw new IllegalArgumentException("canvas " + name);
        };
    }

    private List<Score> scores(Config config, int rule, Action.Play play) throws IOException {
        Canvas canvas = canvas(play.canvas());
        Ink ink = switch (play.ink()) {
            case UNREACHABLE -> Ink.UNREACHABLE;
            case SILENCE -> Ink.SILENCE;
        };
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < play.arts().size(); i++) {
            try {
                Art art = arts.read(play.arts().get(i));
                if (art.framesFor(canvas.name()).isEmpty()) {
                    throw new ArtException("'" + art.name() + "': no frame for canvas " + canvas.name());
                }
                scores.add(canvas.compile(art, ink));
            } catch (ArtException e) {
                problems.add(config.locations().problem("programme[" + rule + "].play[" + i + "]", e.getMessage()));
            }
        }
        return scores;
    }

    private static Match match(nyanpong.config.Match match) {
        Prefix source = match.source() == null
                ? null
                : Prefix.of(
                        match.source().address().getAddress(), match.source().length());
        Integer multiple = match.sequenceMultipleOf();
        return new Match(client(match.clients()), source, multiple == null ? 0 : multiple);
    }

    private static Client client(List<ClientKind> kinds) {
        if (kinds.isEmpty()) {
            return null;
        }
        return switch (kinds.getFirst()) {
            case CISCO -> Client.CISCO;
            case IPUTILS -> Client.IPUTILS;
            default -> Client.UNKNOWN;
        };
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
            case nyanpong.config.Rotation.Every every -> new Rotation(every.interval());
            default -> Rotation.PER_SESSION;
        };
    }
}
