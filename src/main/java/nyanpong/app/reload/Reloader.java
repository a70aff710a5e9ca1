package nyanpong.app.reload;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nyanpong.app.process.Heap;
import nyanpong.app.process.Listener;
import nyanpong.app.production.Production;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.app.production.Stagehand;
import nyanpong.config.Action;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.Problem;
import nyanpong.config.Settings;
import nyanpong.echo.Responder;
import nyanpong.echo.Staging;
import nyanpong.jfr.Flight;
import nyanpong.jfr.ReloadEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration and its arts again, and has the packet threads answer by them, each from its next batch on: all of it
 * or, where anything is wrong, nothing. One reload at a time, whoever asks; from any thread but those.
 */
public final class Reloader {
    /** Is told what packets are to be answered by, of the first thread, before the packet threads are; may refuse. */
    @FunctionalInterface
    public interface Listener {
        void stage(Production production, Staging staging) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    private final Settings settings;
    private final List<Responder> responders;
    private final Stagehand stagehand;
    private final Listener listener;
    private final Config first;
    private final Heap heap = new Heap();
    private Config inForce;
    private Inputs.Digest tried;
    /** Null before the first one. */
    private Outcome last;

    private volatile Production production;
    private volatile ReloadCount count = ReloadCount.atStart();
    /** Where arts were last looked for, perhaps in vain. */
    private volatile Path frames;

    /** @param responders of each packet thread one, in their order */
    public Reloader(
            Config first,
            Production production,
            Settings settings,
            List<Responder> responders,
            Stagehand stagehand,
            Listener listener) {
        this.first = first;
        this.production = production;
        this.settings = settings;
        this.responders = List.copyOf(responders);
        this.stagehand = stagehand;
        this.listener = listener;
        inForce = first;
        frames = first.frames();
        tried = inputs().digest();
    }

    /** What a reload reads. */
    Inputs inputs() {
        return new Inputs(settings.file().orElse(null), frames);
    }

    /** What is in force. */
    public Production production() {
        return production;
    }

    /** How reloads have gone so far. */
    public ReloadCount count() {
        return count;
    }

    /** Reloads if what would be read is other than the last time; null if it is not. */
    synchronized Outcome reloadIfChanged() {
        return inputs().digest().equals(tried) ? null : reload();
    }

    /** Reloads, and logs what became of it. */
    public synchronized Outcome reload() {
        return reload(true);
    }

    /** For somebody who is told what became of it: a failure that the log has already, of the very same files, it has but once. */
    synchronized Outcome reloadForAnswer() {
        return reload(false);
    }

    private Outcome reload(boolean again) {
        Inputs.Digest now = inputs().digest(); // before they are read: a change from here on is another one
        boolean same = now.equals(tried);
        tried = now;
        Outcome before = last;
        last = Flight.isOn() ? recorded() : attempt();
        count = count.and(last);
        if (again || last.done() || !same || !last.equals(before)) {
            for (String line : last.lines()) {
                if (last.done()) {
                    LOG.info("{}", line);
                } else {
                    LOG.error("{}", line);
                }
            }
        }
        heap.tidy();
        return last;
    }

    private Outcome recorded() {
        ReloadEvent event = ReloadEvent.begun();
        Outcome outcome = attempt();
        event.record(outcome.done(), outcome.lines().getFirst());
        return outcome;
    }

    private Outcome attempt() {
        try {
            Config config = load();
            List<Problem> fixed = Fixed.changed(first, config);
            if (!fixed.isEmpty()) {
                throw new ConfigException(fixed);
            }
            Production next = ProgrammeCompiler.compile(config, production);
            stage(config, next);
            return new Outcome(true, List.of("reloaded " + summary(config)));
        } catch (ConfigException e) {
            return failed(e.problems().stream().map(Problem::toString).toList());
        } catch (NoSuchFileException e) {
            return failed(List.of(e.getFile() + ": no such file"));
        } catch (AccessDeniedException e) {
            return failed(List.of(e.getFile() + ": permission denied"));
        } catch (IOException e) {
            return failed(List.of(String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            // The packet thread allocates nothing, so it does not notice.
            return failed(List.of("no room in a heap of %d MB for this programme; give java a larger one (-Xmx)"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20)));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a defect: this programme cannot be loaded", e);
            return failed(List.of(e.toString()));
        }
    }

    /** Has packets answered by what is in force, for the first time. */
    public synchronized void stage() throws IOException {
        stage(inForce, production);
    }

    /** When arts that show the time have been drawn anew. */
    public synchronized void struck() {
        if (production.clocks().isEmpty()) {
            return;
        }
        try {
            stage();
        } catch (IOException e) {
            LOG.warn("{}", e.getMessage()); // the old time stays
        }
    }

    private void stage(Config config, Production next) throws IOException {
        List<Staging> stagings = stagehand.stage(config, next);
        listener.stage(next, stagings.getFirst());
        for (int i = 0; i < responders.size(); i++) {
            responders.get(i).stage(stagings.get(i));
        }
        inForce = config;
        production = next;
    }

    private Config load() throws IOException, ConfigException {
        try {
            Config config = settings.load();
            frames = config.frames();
            return config;
        } catch (ConfigException e) {
            throw ProgrammeCompiler.withArts(e);
        }
    }

    private static Outcome failed(List<String> problems) {
        List<String> lines = new ArrayList<>(problems);
        lines.add("not reloaded: the old programme goes on");
        return new Outcome(false, lines);
    }

    private static String summary(Config config) {
        int rules = config.programme().size();
        long arts = config.programme().stream()
                .flatMap(rule -> rule.action() instanceof Action.Play play ? play.arts().stream() : null)
                .distinct()
                .count();
        return config.locations().file() + ": " + rules + (rules == 1 ? " rule, " : " rules, ") + arts
                + (arts == 1 ? " art" : " arts");
    }
}
