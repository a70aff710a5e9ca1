package nyanpong.engine.xdp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.score.Sequel;
import nyanpong.sys.BpfElement;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/** Enters sessions for {@link DrawingProgram}: each a {@link SessionEntry}. For the packet thread; allocates nothing. */
final class SessionTable {
    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int MAPPED = 0xffff0000; // ::ffff:a.b.c.d, as it lies in memory

    private final BpfElement element;
    private final MemorySegment key;
    private final MemorySegment value;
    private boolean six;

    SessionTable(Arena arena, XdpMaps maps) {
        element = new BpfElement(arena, maps.sessions(), SessionEntry.KEY_SIZE, SessionEntry.SIZE);
        key = element.key();
        value = element.value();
    }

    /** The session that the next call is about, of an untagged echo request. */
    void of(MemorySegment p, long at) {
        six = Ethernet.type(p, at) == Ethernet.IPV6;
        if (six) {
            MemorySegment.copy(p, at + IP + 8, key, SessionEntry.KEY_SOURCE, 32);
            MemorySegment.copy(p, at + IP + Ipv6.HEADER_LENGTH + 4, key, SessionEntry.KEY_IDENTIFIER, 2);
        } else {
            mapped(p, at + IP + 12, SessionEntry.KEY_SOURCE);
            mapped(p, at + IP + 16, SessionEntry.KEY_DESTINATION);
            MemorySegment.copy(p, at + IP + Ipv4.HEADER_LENGTH + 4, key, SessionEntry.KEY_IDENTIFIER, 2);
        }
        key.set(JAVA_SHORT, SessionEntry.KEY_SIX, (short) (six ? 1 : 0));
    }

    /** From here on the program goes on with it, if it is one that it can; else it has no entry. */
    void enter(Sequel sequel, Shelves.Index index, long nanos) {
        int flags = (sequel.isSwapped() ? SessionEntry.SWAPPED : 0)
                | (sequel.isStateless() ? SessionEntry.STATELESS : 0)
                | (sequel.isTimeval64() ? SessionEntry.TIMEVAL64 : 0);
        if (sequel.score() == null) {
            int base = index.base(sequel.answer());
            if (base < 0) {
                remove();
                return;
            }
            picture(base, 1, 0);
        } else {
            Shelves.Place place = index.places().get(sequel.score());
            if (place == null) {
                remove();
                return;
            }
            flags |= place.silentPaper() ? SessionEntry.SILENT_PAPER : 0;
            picture(six ? place.base6() : place.base(), place.cells(), sequel.frame() * place.cellsPerFrame());
        }
        value.set(JAVA_INT, SessionEntry.EDITION, index.edition());
        value.set(JAVA_INT, SessionEntry.FLAGS, flags);
        value.set(JAVA_LONG, SessionEntry.ANCHOR, sequel.anchor());
        value.set(JAVA_LONG, SessionEntry.REACHED, sequel.reached());
        value.set(JAVA_LONG, SessionEntry.SEEN, nanos);
        value.set(JAVA_LONG, SessionEntry.TOLD, nanos);
        value.set(JAVA_LONG, SessionEntry.OPENED, sequel.opened());
        value.set(JAVA_INT, SessionEntry.FIRST, sequel.first());
        value.set(JAVA_INT, SessionEntry.BUCKET, sequel.bucket());
        value.set(JAVA_INT, SessionEntry.FLOW_LABEL, sequel.flowLabel());
        element.update(); // where it fails, the session stays ours
    }

    void remove() {
        element.delete();
    }

    private void picture(int base, int cells, int offset) {
        value.set(JAVA_INT, SessionEntry.BASE, base);
        value.set(JAVA_INT, SessionEntry.CELLS, cells);
        value.set(JAVA_INT, SessionEntry.OFFSET, offset);
    }

    private void mapped(MemorySegment p, long at, long to) {
        key.set(JAVA_LONG, to, 0);
        key.set(JAVA_INT, to + 8, MAPPED);
        MemorySegment.copy(p, at, key, to + 12, 4);
    }
}
