package nyanpong.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nyanpong.http.HttpResponse;

/** Families in the text formats of Prometheus and OpenMetrics, whichever the client prefers; written by client_java. */
public final class Exposition {
    private final ExpositionFormatWriter open =
            OpenMetricsTextFormatWriter.builder().build();
    private final ExpositionFormatWriter plain =
            PrometheusTextFormatWriter.builder().build();

    /** @param accept what the client said that it understands, or null */
    public HttpResponse write(List<Family> families, String accept) {
        ExpositionFormatWriter writer = open.accepts(accept) ? open : plain;
        MetricSnapshots snapshots =
                new MetricSnapshots(families.stream().map(Exposition::snapshot).toList());
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
        try {
            writer.write(body, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return new HttpResponse(200, writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }

    private static MetricSnapshot snapshot(Family family) {
        return switch (family.kind()) {
            case COUNTER -> {
                CounterSnapshot.Builder counter =
                        CounterSnapshot.builder().name(family.name()).help(family.help());
                for (Family.Sample sample : family.samples()) {
                    counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(labels(family, sample))
                            .value(sample.value())
                            .build());
                }
                yield counter.build();
            }
            case GAUGE -> {
                GaugeSnapshot.Builder gauge =
                        GaugeSnapshot.builder().name(family.name()).help(family.help());
                for (Family.Sample sample : family.samples()) {
                    gauge.dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels(family, sample))
                            .value(sample.value())
                            .build());
                }
                yield gauge.build();
            }
            case INFO -> {
                InfoSnapshot.Builder info =
                        InfoSnapshot.builder().name(family.name()).help(family.help());
                for (Family.Sample sample : family.samples()) {
                    info.dataPoint(InfoDataPointSnapshot.builder()
                            .labels(labels(family, sample))
                            .build());
                }
                yield info.build();
            }
        };
    }

    private static Labels labels(Family family, Family.Sample sample) {
        return Labels.of(family.labels(), sample.labels());
    }
}
