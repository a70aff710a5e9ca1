package nyanpong.app.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import nyanpong.echo.Request;

/** Which packet of a capture a request was, for the last {@value #MOST} of them: by what its answer repeats. */
final class AskedLately {
    private static final int MOST = 1 << 16;

    private record Key(long clientHigh, long clientLow, long hostHigh, long hostLow, int identifier, int sequence) {}

    private final Map<Key, Long> numbers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST;
        }
    };

    void add(Request r, long number) {
        Key key = new Key(
                r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), r.identifier(), r.sequence());
        numbers.remove(key); // it is now the youngest
        numbers.put(key, number);
    }

    /** 0 where it was not among them. */
    long number(SeenAnswer a) {
        return numbers.getOrDefault(
                new Key(a.clientHigh(), a.clientLow(), a.hostHigh(), a.hostLow(), a.identifier(), a.sequence()), 0L);
    }
}
