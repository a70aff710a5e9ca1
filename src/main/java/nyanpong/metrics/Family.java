package nyanpong.metrics;

import java.util.List;

/**
 * A metric with all its time series, at one moment: <a href="https://prometheus.io/docs/practices/naming/">named as Prometheus
 * wants it</a>.
 *
 * @param name without the ending that its kind brings: {@code _total}, {@code _info}
 * @param help what is counted, in one line
 * @param labels names of the labels that each sample has values for
 */
public record Family(Kind kind, String name, String help, List<String> labels, List<Sample> samples) {
    /** What its values mean. */
    public enum Kind {
        /** Only grows, but for a restart. */
        COUNTER("_total"),
        GAUGE(""),
        /** Always 1; what it tells is in the labels. */
        INFO("_info");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    /** @param labels values, in the order of the family's names */
    public record Sample(List<String> labels, double value) {
        public Sample {
            labels = List.copyOf(labels);
        }

        /** Of something that is counted; exact up to 2^53. */
        public static Sample of(long value, String... labels) {
            return new Sample(List.of(labels), (double) value);
        }
    }

    public Family {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }

    /** With a single sample. */
    public static Family of(Kind kind, String name, String help, double value) {
        return new Family(kind, name, help, List.of(), List.of(new Sample(List.of(), value)));
    }

    /** As it is asked for in PromQL. */
    public String fullName() {
        return name + kind.ending;
    }
}
