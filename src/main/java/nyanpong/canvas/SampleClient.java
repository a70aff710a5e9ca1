package nyanpong.canvas;

import nyanpong.score.Score;

/** The client that predictions are for, where its address matters: 192.0.2.2 or 2001:db8::2, of RFC 5737 and RFC 3849. */
final class SampleClient {
    private static final long IPV4 = 0xffff_c000_0202L;
    private static final long IPV6_HIGH = 0x2001_0db8_0000_0000L;
    private static final long IPV6_LOW = 2;

    private SampleClient() {}

    static long answer(Score score, int cell, boolean six) {
        return score.answer(cell, six, six ? IPV6_HIGH : 0, six ? IPV6_LOW : IPV4);
    }
}
