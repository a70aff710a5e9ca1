package nyanpong.app.reload;

/**
 * What has become of all reloads.
 *
 * @param done with another programme since
 * @param failed with the old one since
 * @param isLastDone whether what is in the file is in force; also before the first reload
 * @param loadedMillis when what is in force was loaded: of {@link System#currentTimeMillis}
 */
public record ReloadCount(long done, long failed, boolean isLastDone, long loadedMillis) {
    static ReloadCount atStart() {
        return new ReloadCount(0, 0, true, System.currentTimeMillis());
    }

    ReloadCount and(Outcome outcome) {
        return outcome.done()
                ? new ReloadCount(done + 1, failed, true, System.currentTimeMillis())
                : new ReloadCount(done, failed + 1, false, loadedMillis);
    }
}
