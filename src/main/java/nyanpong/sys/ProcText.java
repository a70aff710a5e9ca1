package nyanpong.sys;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A text of proc(5) that is read again and again, as numbers among words: kept open, and without garbage. Its words are ASCII, and
 * stand between blanks and line ends. For one thread.
 */
public final class ProcText implements AutoCloseable {
    private static final int ROOM = 8 << 10;

    private final Path path;
    private RandomAccessFile file;
    private byte[] text = new byte[ROOM];
    private int length;

    public ProcText(Path path) {
        this.path = path;
    }

    /** Reads it as it stands; false where it is not there, or cannot be read, and then it is empty. */
    public boolean read() {
        length = 0;
        try {
            if (file == null) {
                if (!path.toFile().exists()) {
                    return false; // perhaps later: some come with a module
                }
                file = new RandomAccessFile(path.toFile(), "r");
            }
            file.seek(0);
            for (int n = file.read(text, 0, text.length); n > 0; n = file.read(text, length, text.length - length)) {
                length += n;
                if (length == text.length) {
                    text = Arrays.copyOf(text, 2 * length);
                }
            }
            return true;
        } catch (IOException e) {
            length = 0;
            return false;
        }
    }

    /** Whether the first word is this one. */
    public boolean is(String word) {
        return isWord(word(0, 0), word);
    }

    /** The number after a name that begins a line; 0 where there is none. */
    public long named(String name) {
        for (int line = 0; line < length; line = next(line)) {
            if (isWord(word(line, 0), name)) {
                return number(word(line, 1), 10);
            }
        }
        return 0;
    }

    /** Of a line of names and one of their numbers, both beginning with {@code group}; 0 where there is none. */
    public long inGroup(String group, String name) {
        int names = -1;
        for (int line = 0; line < length; line = next(line)) {
            if (isWord(word(line, 0), group)) {
                if (names >= 0) {
                    return number(word(line, column(names, name)), 10);
                }
                names = line;
            }
        }
        return 0;
    }

    /** Of a line of names, and one of hexadecimal numbers for each CPU: their sum; 0 where there is none. */
    public long ofEachCpu(String name) {
        long sum = 0;
        int column = column(0, name);
        for (int line = next(0); line < length; line = next(line)) {
            sum += number(word(line, column), 16);
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Where the next line begins. */
    private int next(int line) {
        int at = line;
        while (at < length && text[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /** Which word of a line this is, from 0; or -1. */
    private int column(int line, String name) {
        int i = 0;
        for (int at = word(line, 0); at >= 0; at = word(end(at), 0)) {
            if (isWord(at, name)) {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** Where a word of a line begins, of the rest of one if that is given; or -1. */
    private int word(int line, int column) {
        int at = blanksFrom(line);
        for (int i = 0; i < column; i++) {
            at = blanksFrom(end(at));
        }
        return column < 0 || at >= length || text[at] == '\n' ? -1 : at;
    }

    private int blanksFrom(int from) {
        int at = from;
        while (at < length && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int end(int word) {
        int at = word;
        while (at < length && text[at] > ' ') {
            at++;
        }
        return at;
    }

    private boolean isWord(int at, String word) {
        if (at < 0 || end(at) - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Of the digits at a place; 0 where there are none, or no place. */
    private long number(int at, int radix) {
        long number = 0;
        for (int i = at; at >= 0 && i < length; i++) {
            int digit = Character.digit(text[i], radix);
            if (digit < 0) {
                break;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
