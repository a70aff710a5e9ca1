package nyanpong.echo;

import java.util.List;
import java.util.stream.Stream;
import nyanpong.support.Row;

/** The tables of bad inputs, for who does not only ask what becomes of them here. */
public final class EveryRow {
    private EveryRow() {}

    public static List<Row> rows() {
        return Stream.of(
                        BadLinkTest.rows(),
                        BadIpv4Test.headers(),
                        BadIpv4Test.addresses(),
                        BadIpv4Test.options(),
                        BadIpv4Test.fragments(),
                        BadIpv4Test.messages(),
                        BadIpv6Test.headers(),
                        BadIpv6Test.addresses(),
                        BadIpv6Test.extensions(),
                        BadIpv6Test.messages())
                .flatMap(List::stream)
                .toList();
    }
}
