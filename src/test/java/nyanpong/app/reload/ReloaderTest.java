package nyanpong.app.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import nyanpong.app.production.Production;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.app.production.Stagehand;
import nyanpong.config.Config;
import nyanpong.config.Overrides;
import nyanpong.config.Settings;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.Responder;
import nyanpong.echo.Staging;
import nyanpong.programme.Playing;
import nyanpong.programme.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ReloaderTest {
    private static final String CATS = "programme:\n- canvas: cisco\n  play: [cat, clock]\n";

    @TempDir
    Path folder;

    private final Stagehand stagehand = new Stagehand();
    private Path file;
    private Path art;
    private Responder responder;
    private Reloader reloader;

    @BeforeEach
    void serve() throws Exception {
        file = folder.resolve("config.yaml");
        art = Files.createDirectories(folder.resolve("frames/cat")).resolve("1.txt");
        Files.writeString(art, "!!U!!\n");
        Files.writeString(file, CATS);
        Settings settings = new Settings(file, Overrides.NONE, Map.of());
        Config config = settings.load();
        Production production = ProgrammeCompiler.compile(config);
        Staging staging = stagehand.stage(config, production).getFirst();
        responder = new Responder(staging.director(), staging.limits(), null, staging.late(), 1);
        reloader = new Reloader(config, production, settings, List.of(responder), stagehand, (next, told) -> {});
    }

    @AfterEach
    void close() {
        stagehand.close();
    }

    @Test
    void saysWhatItHasRead() {
        assertEquals(
                List.of("reloaded " + file + ": 1 rule, 2 arts"),
                reloader.reload().lines());
    }

    @Test
    void whatIsPlayedAsBeforeIsTheSame() throws Exception {
        List<Playing> before = playing();
        Files.writeString(file, "limits: { per-source: 5 }\nprogramme:\n- canvas: cisco\n  play: [clock, nyan, cat]\n");
        assertTrue(reloader.reload().done());
        List<Playing> after = playing();
        assertSame(before.get(0), after.get(2));
        assertSame(before.get(1), after.get(0));
        assertSame(before.get(1), reloader.production().clocks().getFirst().playing());
    }

    @Test
    void aChangedArtIsAnother() throws Exception {
        List<Playing> before = playing();
        Files.writeString(art, "!UUU!\n");
        assertTrue(reloader.reload().done());
        assertNotSame(before.get(0), playing().get(0));
        assertSame(before.get(1), playing().get(1));
    }

    @Test
    void whatIsWrongChangesNothingAndIsToldWithItsPlace() throws Exception {
        Production before = reloader.production();
        Files.writeString(file, "programme:\n- canvas: cisco\n  play: [dog]\n  colour: red\n");
        Outcome outcome = reloader.reload();
        assertFalse(outcome.done());
        assertEquals(3, outcome.lines().size(), outcome.lines().toString());
        assertTrue(outcome.lines().get(0).startsWith(file + ":3:10: programme[0].play[0]: 'dog': no such art"));
        assertTrue(outcome.lines().get(1).startsWith(file + ":4:3: programme[0].colour: unknown key"));
        assertEquals("not reloaded: the old programme goes on", outcome.lines().get(2));
        assertSame(before, reloader.production());
    }

    @Test
    void aFileThatIsGoneIsNotReplacedByTheOneInTheJar() throws Exception {
        Production before = reloader.production();
        Files.delete(file);
        assertEquals(file + ": no such file", reloader.reload().lines().getFirst());
        assertSame(before, reloader.production());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "interface; eth7; eth7; auto",
                "engine; socket; socket; auto",
                "threads; 2; 2; 1",
                "takeover; auto; auto; sysctl",
                "addresses; [192.0.2.1, 2001:db8::1]; [192.0.2.1, 2001:db8::1]; absent",
                "limits; { sessions: 64 }; 64; 65536",
                "limits; { delayed: 64 }; 64; 1024",
                "log; none; none; sessions",
                "metrics; 127.0.0.1:9415; 127.0.0.1:9415; absent",
                "reload; signal; signal; watch",
                "user; daemon; daemon; nobody",
                "top-group; adm; adm; absent",
                "gallery; 127.0.0.1:9416; 127.0.0.1:9416; absent"
            })
    void whatNeedsARestartIsRefusedByName(String key, String value, String next, String now) throws Exception {
        Production before = reloader.production();
        Files.writeString(file, key + ": " + value + "\n" + CATS);
        Outcome outcome = reloader.reload();
        assertFalse(outcome.done());
        String problem = outcome.lines().getFirst();
        assertTrue(problem.startsWith(file + ":1:") && problem.contains(": " + key), problem);
        String told = ": " + next + ": it serves with " + now + ", and a change needs a restart";
        assertTrue(problem.endsWith(told), problem);
        assertSame(before, reloader.production());
    }

    @Test
    void aProgrammeMayBringLatenessAndLoseItAgain() throws Exception {
        assertNull(responder.late());
        Files.writeString(file, "programme:\n- canvas: delay\n  play: [cat]\n");
        assertTrue(reloader.reload().done());
        DelayQueue late = responder.late();
        assertNotNull(late);
        Files.writeString(file, CATS);
        assertTrue(reloader.reload().done());
        assertSame(late, responder.late(), "it may still hold answers");
    }

    @Test
    void onlyAnotherContentIsAChange() throws Exception {
        assertNull(reloader.reloadIfChanged());
        Files.writeString(file, CATS);
        Files.writeString(folder.resolve("frames/.cat.swp"), "an editor's own");
        assertNull(reloader.reloadIfChanged());
        Files.writeString(art, "U\n");
        assertNotNull(reloader.reloadIfChanged());
        assertNull(reloader.reloadIfChanged());
        Files.writeString(file, "nonsense");
        assertNotNull(reloader.reloadIfChanged());
        assertNull(reloader.reloadIfChanged(), "what is wrong is told once");
    }

    /** As a projected volume of Kubernetes is swapped: the link called ..data, and no name that is seen. */
    @Test
    void artsBehindALinkAreLookedAt() throws Exception {
        Path data = Files.createDirectories(folder.resolve("..1"));
        Files.move(folder.resolve("frames"), data.resolve("frames"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(folder.resolve("frames"), Path.of("..data/frames"));
        assertNull(reloader.reloadIfChanged());
        Path next = Files.createDirectories(folder.resolve("..2/frames/cat"));
        Files.writeString(next.resolve("1.txt"), "UUUUU\n");
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertNotNull(reloader.reloadIfChanged());
        assertNull(reloader.reloadIfChanged());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesAreSeenWithAndWithoutInotify(boolean inotify) throws Exception {
        WatchService service = inotify ? FileSystems.getDefault().newWatchService() : null;
        FileWatch watch = new FileWatch(reloader, service);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                watch.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            Production before = reloader.production();
            Files.writeString(art, "UUUUU\n");
            before = awaitOtherThan(before);
            Path next = Files.writeString(folder.resolve("next"), "programme: []\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            awaitOtherThan(before);
            assertEquals(List.of(), reloader.production().rules());
        } finally {
            watch.stop();
            thread.join();
        }
    }

    private Production awaitOtherThan(Production before) throws InterruptedException {
        while (reloader.production().programme() == before.programme()) {
            Thread.sleep(20);
        }
        return reloader.production();
    }

    private List<Playing> playing() {
        return ((Rule.Play) reloader.production().rules().getFirst()).scores();
    }
}
