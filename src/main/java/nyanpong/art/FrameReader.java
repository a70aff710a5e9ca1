package nyanpong.art;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads frames from text files: UTF-8, one character a cell, at most {@value #MOST_BYTES} bytes and {@value #MOST_FRAMES} files. */
public final class FrameReader {
    public static final int MOST_BYTES = 65_536;
    public static final int MOST_FRAMES = 256;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private FrameReader() {}

    /** The {@code *.txt} of a folder, in name order; none where there are none. */
    public static List<Frame> readFolder(Path folder, Palette palette) throws IOException, ArtException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        if (files.size() > MOST_FRAMES) {
            throw new ArtException(folder + ": " + files.size() + " frames: want " + MOST_FRAMES + " at most");
        }
        List<Frame> frames = new ArrayList<>();
        for (Path file : files) {
            frames.add(readFile(file, palette));
        }
        return frames;
    }

    public static Frame readFile(Path file, Palette palette) throws IOException, ArtException {
        return parse(file.toString(), readBytes(file), palette);
    }

    /** All of a regular file that is no link and no longer than {@value #MOST_BYTES} bytes. */
    public static byte[] readBytes(Path file) throws IOException, ArtException {
        return readBytes(file, MOST_BYTES);
    }

    /** The same of a file that may have another length: a picture, a font. */
    public static byte[] readBytes(Path file, int most) throws IOException, ArtException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new ArtException(Printable.of(file) + ": no such file", e);
        }
        if (!attributes.isRegularFile()) {
            throw new ArtException(Printable.of(file) + ": not a regular file (links are not followed)");
        }
        // Asked again at the opening, and read no further than allowed: file and size may change, and /proc has no
        // sizes. The jar has no links, and its file system does not know the option.
        boolean inJar = !file.getFileSystem().equals(FileSystems.getDefault());
        OpenOption[] options = inJar ? new OpenOption[0] : new OpenOption[] {LinkOption.NOFOLLOW_LINKS};
        try (InputStream in = Files.newInputStream(file, options)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ArtException(Printable.of(file) + ": too long: want " + most + " bytes at most");
            }
            return bytes;
        }
    }

    private static Frame parse(String name, byte[] bytes, Palette palette) throws ArtException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArtException(name + ": not UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        List<String> lines = text.lines().toList();
        for (int y = 0; y < lines.size(); y++) {
            int row = y + 1;
            String line = lines.get(y);
            for (int at = 0, c; at < line.length(); at += Character.charCount(c)) {
                c = line.codePointAt(at);
                if (!Printable.isPrintable(c)) {
                    throw new ArtException("%s:%d: U+%04X: want printable characters only".formatted(name, row, c));
                }
            }
        }
        if (lines.stream().allMatch(String::isEmpty)) {
            throw new ArtException(name + ": no character in it: want at least one cell");
        }
        return new Frame(lines, palette);
    }
}
