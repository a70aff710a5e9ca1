package nyanpong.app.reload;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads when a file has changed: folders are watched, for an editor's new file takes the old one's name, and a ConfigMap's is
 * reached by a link. Changes may come in any number; what counts is that they have been quiet for a while, and that the files'
 * content is another. Where there is no inotify(7) to be had, looks every {@value #LOOK_MILLIS} ms.
 */
final class FileWatch {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long QUIET_MILLIS = 250;
    /** Who never rests is not waited for any longer. */
    private static final long NEVER_QUIET_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 2_000;

    private final Reloader reloader;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final WatchService service;
    /** Whether every folder is watched; then there is nothing to look for without being told. */
    private boolean complete;

    FileWatch(Reloader reloader) {
        this(reloader, open());
    }

    /** @param service null where there is none */
    FileWatch(Reloader reloader, WatchService service) {
        this.reloader = reloader;
        this.service = service;
        register();
    }

    void run() throws InterruptedException {
        try {
            while (stopped.getCount() > 0) {
                register(); // before looking, so that no change falls between the two
                reloader.reloadIfChanged();
                if (await()) {
                    settle();
                }
            }
        } catch (ClosedWatchServiceException e) {
            return; // stopped
        }
    }

    /** From any thread. */
    void stop() {
        stopped.countDown();
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }

    private static WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.warn("files are looked at every {} ms: {}", LOOK_MILLIS, e.getMessage());
            return null;
        }
    }

    /** Watches what is to be watched now; a folder that was replaced has another key. */
    private void register() {
        if (service == null) {
            return;
        }
        Set<Path> folders = reloader.inputs().folders();
        keys.entrySet().removeIf(entry -> {
            boolean gone = !folders.contains(entry.getKey());
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        boolean all = true;
        for (Path folder : folders) {
            try {
                WatchKey key = folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
                WatchKey before = keys.put(folder, key);
                if (before != null && !before.equals(key)) {
                    before.cancel();
                }
            } catch (IOException e) {
                if (complete || keys.isEmpty()) {
                    LOG.warn("files are looked at every {} ms: {}", LOOK_MILLIS, e.getMessage()); // it names the folder
                }
                all = false;
            }
        }
        complete = all;
    }

    /** Waits for something that may concern us; true if it is still going on. */
    private boolean await() throws InterruptedException {
        if (service == null) {
            stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        }
        while (true) {
            WatchKey key = complete ? service.take() : service.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (key == null || concerns(key)) {
                return key != null;
            }
        }
    }

    private void settle() throws InterruptedException {
        long begin = System.nanoTime();
        WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < NEVER_QUIET_MILLIS) {
            concerns(key);
            key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            concerns(key);
        }
    }

    /** Takes what a key has to say. */
    private boolean concerns(WatchKey key) {
        boolean concerns = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            concerns |= !(event.context() instanceof Path name) // more than the kernel could tell
                    || reloader.inputs().mayConcern((Path) key.watchable(), name);
        }
        return !key.reset() || concerns; // one that cannot go on is of a folder that is gone
    }
}
