package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of lines beside each other. */
class ColumnsTest {
    private static final List<String> A = List.of("aaa", "a");
    private static final List<String> B = List.of("bb", "bb", "b");
    private static final List<String> C = List.of("c");

    @Test
    void asManyAsFitAreInARow() {
        assertEquals(List.of("aaa   bb   c", "a     bb", "      b"), Columns.sideBySide(List.of(A, B, C), 12));
        assertEquals(List.of("aaa   bb", "a     bb", "      b", "", "c"), Columns.sideBySide(List.of(A, B, C), 11));
        assertEquals(List.of("aaa", "a", "", "bb   c", "bb", "b"), Columns.sideBySide(List.of(A, B, C), 7));
    }

    /** What is wider than there is room has a row of its own. */
    @ParameterizedTest
    @CsvSource({"3", "1", "0", "-1"})
    void oneIsAlwaysShown(int columns) {
        assertEquals(List.of("aaa", "a", "", "bb", "bb", "b", "", "c"), Columns.sideBySide(List.of(A, B, C), columns));
    }

    @Test
    void emptyBlocksTakeTheirPlace() {
        assertEquals(List.of(), Columns.sideBySide(List.of(), 80));
        assertEquals(List.of("c      c"), Columns.sideBySide(List.of(C, List.of(), C), 80));
    }

    @ParameterizedTest
    @CsvSource({
        "'#16\t0 ', '#16     0'",
        "'\t 0 ', '         0'",
        "'1234567\tx', '1234567 x'",
        "'12345678\tx', '12345678        x'",
        "'', ''"
    })
    void tabsAreBlanksUpToTheNextEighthColumn(String line, String expanded) {
        assertEquals(expanded, Columns.expand(line));
    }
}
