package nyanpong.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nyanpong.http.HttpResponse;
import nyanpong.metrics.Family.Kind;
import nyanpong.metrics.Family.Sample;
import org.junit.jupiter.api.Test;

/** Written by hand after https://prometheus.io/docs/instrumenting/exposition_formats and OpenMetrics 1.0. */
class ExpositionTest {
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    Kind.COUNTER,
                    "a_b",
                    "What.",
                    List.of("x", "y"),
                    List.of(Sample.of(7, "1", "quote \" back \\ line \n"), Sample.of(1L << 53, "2", "\u732b"))),
            Family.of(Kind.GAUGE, "c_seconds", "Which.", 0.25),
            new Family(Kind.INFO, "d", "Who.", List.of("v"), List.of(Sample.of(1, "1.2"))));

    private final Exposition exposition = new Exposition();

    @Test
    void asPrometheusReadsIt() {
        HttpResponse response = exposition.write(FAMILIES, null);
        assertEquals("text/plain; version=0.0.4; charset=utf-8", response.type());
        assertEquals("""
                # HELP a_b_total What.
                # TYPE a_b_total counter
                a_b_total{x="1",y="quote \\" back \\\\ line \\n"} 7.0
                a_b_total{x="2",y="\u732b"} 9.007199254740992E15
                # HELP c_seconds Which.
                # TYPE c_seconds gauge
                c_seconds 0.25
                # HELP d_info Who.
                # TYPE d_info gauge
                d_info{v="1.2"} 1
                """, response.body());
    }

    @Test
    void asOpenMetricsToWhoAsksForIt() {
        HttpResponse response =
                exposition.write(FAMILIES, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", response.type());
        assertEquals("""
                # TYPE a_b counter
                # HELP a_b What.
                a_b_total{x="1",y="quote \\" back \\\\ line \\n"} 7.0
                a_b_total{x="2",y="\u732b"} 9.007199254740992E15
                # TYPE c_seconds gauge
                # HELP c_seconds Which.
                c_seconds 0.25
                # TYPE d info
                # HELP d Who.
                d_info{v="1.2"} 1
                # EOF
                """, response.body());
    }
}
