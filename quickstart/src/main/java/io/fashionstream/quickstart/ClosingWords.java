package io.fashionstream.quickstart;

import io.fashionstream.event.Classes;
import io.fashionstream.quickstart.summary.RunSummary;
import java.util.List;
import java.util.Locale;

/** The lines that the quickstart prints when the stream is over. */
final class ClosingWords {
    private ClosingWords() {}

    /** @param classes those of the data that was streamed */
    static List<String> of(RunSummary run, Classes classes) {
        return List.of(
                "",
                format(
                        "%,d images: %,d labelled, %,d rejected, %,d lost, %,d doubled",
                        run.images(), run.labelled(), run.rejected(), run.lost(), run.doubled()),
                format("%.1f %% right; hardest: %s", run.accuracy() * 100, hardest(run, classes)),
                format(
                        "%.0f images/s; image to committed label %.0f ms (p50), %.0f ms (p99); batches of %.1f (max %d)",
                        run.imagesPerSecond(),
                        run.latencyMillis().p50(),
                        run.latencyMillis().p99(),
                        run.batchSize().mean(),
                        run.batchSize().max()),
                "models: "
                        + String.join(
                                ", then ",
                                run.modelIds().stream()
                                        .map(id -> id.substring(0, 12))
                                        .toList()));
    }

    /** Addresses of broker and processor, which go on running, and commands to try on them. */
    static List<String> whatToTryNext(Pipeline pipeline) {
        String kafka = pipeline.connection().bootstrapServers();
        String option = kafka.endsWith(":9092") ? "" : " -b " + kafka;
        return List.of(
                "",
                "Broker and processor go on until Ctrl-C:",
                "  Kafka      " + kafka,
                "  dashboard  " + pipeline.dashboard(),
                "In another terminal, for example:",
                "  ./fashion-stream watch accuracy" + option,
                "  ./fashion-stream send --help",
                "  ./fashion-stream releases" + option,
                "  curl -s " + pipeline.dashboard() + "metrics | grep fashion_stream");
    }

    private static String hardest(RunSummary run, Classes classes) {
        return run.perClass().entrySet().stream()
                .filter(entry -> entry.getValue().images() > 0)
                .min((a, b) ->
                        Double.compare(a.getValue().accuracy(), b.getValue().accuracy()))
                .map(entry -> format(
                        "%s, %.1f %%",
                        classes.name(entry.getKey()), entry.getValue().accuracy() * 100))
                .orElse("none had a known truth");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
