package nyanpong.cli;

import java.util.ArrayList;
import java.util.List;

/** Blocks of lines set beside each other, as many as fit. */
final class Columns {
    private static final int GAP = 3;
    private static final int TAB = 8;

    private Columns() {}

    /** Rows of blocks, each as high as its highest block, a blank line between them. */
    static List<String> sideBySide(List<List<String>> blocks, int columns) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < blocks.size(); ) {
            int to = from + 1;
            int taken = width(blocks.get(from));
            while (to < blocks.size() && taken + GAP + width(blocks.get(to)) <= columns) {
                taken += GAP + width(blocks.get(to));
                to++;
            }
            if (from > 0) {
                lines.add("");
            }
            lines.addAll(row(blocks.subList(from, to)));
            from = to;
        }
        return lines;
    }

    /** Tabs as the blanks that a terminal shows for them. */
    static String expand(String line) {
        StringBuilder expanded = new StringBuilder();
        line.chars().forEach(c -> expanded.append(c == '\t' ? " ".repeat(TAB - expanded.length() % TAB) : (char) c));
        return expanded.toString().stripTrailing();
    }

    private static List<String> row(List<List<String>> blocks) {
        int height = blocks.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            int at = 0;
            for (List<String> block : blocks) {
                line.append(" ".repeat(Math.max(0, at - line.length()))).append(y < block.size() ? block.get(y) : "");
                at += width(block) + GAP;
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<String> block) {
        return block.stream().mapToInt(String::length).max().orElse(0);
    }
}
