package io.fashionstream.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.event.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The turns of the stream and of ONNX Runtime alone, taken alternately in one run. */
final class StreamFigures {
    private final List<Turn> turns = new ArrayList<>();

    /**
     * One round.
     *
     * @param engines ONNX Runtime alone with each network of the model
     * @param peer what one would write without this project, with the fp32 network
     */
    record Turn(Map<Precision, Usage> engines, Backlog.Result stream, Usage peer) {
        Turn {
            engines = Map.copyOf(engines);
        }

        /** What the ratio compares with. */
        Usage engine() {
            return of(Precision.FP32);
        }

        /** ONNX Runtime alone with the network that the stream serves. */
        Usage served() {
            return of(stream.precision());
        }

        private Usage of(Precision precision) {
            return Objects.requireNonNull(engines.get(precision), precision::wireName);
        }

        double ratio() {
            return stream.usage().imagesPerSecond() / engine().imagesPerSecond();
        }

        String toLine() {
            return String.format(
                    Locale.ROOT,
                    "stream %,6.0f images/s with %s, engine %,6.0f, peer %,6.0f, ratio %.2f, mean batch %.1f,"
                            + " p50 %.0f ms, p99 %.0f ms",
                    stream.usage().imagesPerSecond(),
                    stream.precision().wireName(),
                    engine().imagesPerSecond(),
                    peer.imagesPerSecond(),
                    ratio(),
                    stream.meanBatch(),
                    stream.latency().p50Millis(),
                    stream.latency().p99Millis());
        }
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    String toTable() {
        return "| what | images/s | core microseconds an image |\n|---|---|---|\n"
                + row("ONNX Runtime alone, fp32", Turn::engine)
                + (precision().equals("fp32") ? "" : row("ONNX Runtime alone, " + precision(), Turn::served))
                + row("the whole stream, " + precision(), turn -> turn.stream().usage())
                + row("a loop with DJL, fp32, no truths", Turn::peer)
                + String.format(
                        Locale.ROOT,
                        "%nratio %.2f (stream to ONNX Runtime alone with fp32), mean batch %.0f,"
                                + " beside the network %.0f core microseconds an image%n"
                                + "at half load: p50 %.0f ms, p99 %.0f ms%n",
                        median(Turn::ratio),
                        median(turn -> turn.stream().meanBatch()),
                        median(turn -> turn.stream().usage().coreMicrosPerImage()
                                - turn.served().coreMicrosPerImage()),
                        median(turn -> turn.stream().latency().p50Millis()),
                        median(turn -> turn.stream().latency().p99Millis()));
    }

    /** What the stream served with; both, if it was not always the same. */
    private String precision() {
        return turns.stream()
                .map(turn -> turn.stream().precision().wireName())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private String row(String name, Function<Turn, Usage> part) {
        return "| " + name + " | "
                + readings(turn -> part.apply(turn).imagesPerSecond()).toText() + " | "
                + readings(turn -> part.apply(turn).coreMicrosPerImage()).toText() + " |\n";
    }

    void write(Path file) throws IOException {
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("imagesPerSecond", median(turn -> turn.stream().latency().imagesPerSecond()));
        latency.put("p50", median(turn -> turn.stream().latency().p50Millis()));
        latency.put("p99", median(turn -> turn.stream().latency().p99Millis()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("imagesPerSecond", median(turn -> turn.stream().usage().imagesPerSecond()));
        json.put("engineImagesPerSecond", median(turn -> turn.engine().imagesPerSecond()));
        json.put("ratio", median(Turn::ratio));
        json.put("precision", precision());
        json.put("coreMicrosPerImage", median(turn -> turn.stream().usage().coreMicrosPerImage()));
        json.put("coreMicrosOfNetwork", median(turn -> turn.served().coreMicrosPerImage()));
        json.put("latencyMillis", latency);
        json.put("peerImagesPerSecond", median(turn -> turn.peer().imagesPerSecond()));
        json.put("peerCoreMicrosPerImage", median(turn -> turn.peer().coreMicrosPerImage()));
        json.put("rounds", turns.size());
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), json);
    }

    private double median(ToDoubleFunction<Turn> figure) {
        return readings(figure).median();
    }

    private Readings readings(ToDoubleFunction<Turn> figure) {
        return new Readings(turns.stream().mapToDouble(figure).boxed().toList());
    }
}
