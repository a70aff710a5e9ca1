package nyanpong.dashboard;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import nyanpong.sys.Tty;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal as one screen of lines, which differences are drawn on; what it showed before comes back when this is closed,
 * from any thread and once.
 *
 * <p>JLine knows the terminal's type and draws; the modes are set here, for JLine's own would lose the line's speed, and its
 * hook at the end of a JVM might set them last.
 */
final class Screen implements AutoCloseable {
    /** ECMA-48 and xterm: attributes off, the other screen, the cursor. Said as it is where no terminal description is at hand. */
    private static final String LEAVE = "\u001b[0m\u001b[?1049l\u001b[?25h";

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int MOST_COLOURS_OF_NONE = 7;
    /** A terminal that takes nothing more must not keep us. */
    private static final int PATIENCE_SECONDS = 1;

    private static final Size USUAL = new Size(80, 24);

    private final Tty tty = new Tty(STDOUT);
    private final byte[] before;
    private final Terminal terminal;
    private final Optional<Keeper> keeper;
    private final Display display;
    private final Look look;
    private final ReentrantLock drawing = new ReentrantLock();
    private final CountDownLatch over = new CountDownLatch(1);
    private Size size = new Size();

    /** @throws NoTerminalException if stdin and stdout are not one that can move its cursor */
    Screen(boolean colours) throws IOException, NoTerminalException {
        before = tty.modes().orElseThrow(() -> new NoTerminalException("stdout is no terminal"));
        if (new Tty(STDIN).modes().isEmpty()) {
            throw new NoTerminalException("stdin is no terminal");
        }
        String type = System.getenv("TERM");
        // Lines are Unicode's where the terminal has that: the old line drawing set would make a q of them elsewhere.
        System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
        terminal = new DumbTerminal(
                "nyanpong top",
                type == null ? Terminal.TYPE_DUMB : type,
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                System.out.charset());
        if (terminal.getStringCapability(Capability.cursor_address) == null) {
            throw new NoTerminalException("a terminal of type " + terminal.getType() + " cannot show it");
        }
        Integer has = terminal.getNumericCapability(Capability.max_colors);
        look = new Look(
                colours && has != null && has > MOST_COLOURS_OF_NONE,
                terminal.encoding().newEncoder().canEncode('▟'));
        keeper = Keeper.start(LEAVE);
        display = new Display(terminal, true);
        enter();
    }

    Look look() {
        return look;
    }

    Size size() {
        Tty.Size now = tty.size();
        return now.rows() == 0 || now.columns() == 0 ? USUAL : new Size(now.columns(), now.rows());
    }

    /** A key, or what begins its sequence; negative if there is none for so long, or no terminal any more. */
    int key(long millis) throws IOException {
        return terminal.reader().read(millis);
    }

    /** @param lines as many as there are rows, none wider than the columns */
    void draw(Size now, List<AttributedString> lines) {
        drawing.lock();
        try {
            if (over.getCount() == 0) {
                return;
            }
            if (!now.equals(size)) {
                size = now;
                terminal.setSize(now);
                display.resize(now.getRows(), now.getColumns());
                display.clear();
            }
            display.update(lines, 0);
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        boolean mine = false;
        try {
            mine = drawing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (over.getCount() > 0) {
                over.countDown();
                leave();
            }
        } finally {
            if (mine) {
                drawing.unlock();
            }
        }
    }

    private void enter() throws IOException {
        tty.modes(Tty.keys(before));
        if (keeper.isPresent()) {
            keeper.get().begin();
        }
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    private void leave() throws IOException {
        try {
            // Not through the terminal's own writer, which might hold half a frame.
            new FileOutputStream(FileDescriptor.out).write(LEAVE.getBytes(StandardCharsets.US_ASCII));
            tty.modes(before);
        } finally {
            keeper.ifPresent(Keeper::close);
        }
    }
}
