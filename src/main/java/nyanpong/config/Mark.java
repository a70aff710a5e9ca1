package nyanpong.config;

/** Where a node starts: both from 1, columns in code points; both 0 for what no file holds. */
record Mark(int line, int column) {
    static final Mark NONE = new Mark(0, 0);
}
