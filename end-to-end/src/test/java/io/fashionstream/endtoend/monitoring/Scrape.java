package io.fashionstream.endtoend.monitoring;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a processor says at {@code /metrics}, in Prometheus' text format, read strictly. */
public final class Scrape {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{((?:[a-z_]+=\"[^\"]*\",?)*)})? (NaN|[+-]Inf|[-+0-9.Ee]+)");

    private static final Set<String> SUFFIXES = Set.of("_bucket", "_sum", "_count");

    private final String text;

    private Scrape(String text) {
        this.text = text;
    }

    /** One line. */
    public record Sample(String name, String labels, double value) {
        /** Name of the family that it belongs to. */
        public String family() {
            return SUFFIXES.stream()
                    .filter(name::endsWith)
                    .map(suffix -> name.substring(0, name.length() - suffix.length()))
                    .findFirst()
                    .orElse(name);
        }
    }

    /** Asks the processor at {@code address}. */
    public static Scrape of(URI address) {
        HttpResponse<byte[]> answer = ask(address, "text/plain", "identity");
        return new Scrape(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** The whole answer, in the format and the encoding that are asked for. */
    public static HttpResponse<byte[]> ask(URI address, String accept, String encoding) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("metrics"))
                .header("Accept", accept)
                .header("Accept-Encoding", encoding)
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("no scrape of " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it asked " + address, e);
        }
    }

    public String text() {
        return text;
    }

    /** All samples; a line that is none, and no comment, is an error. */
    public List<Sample> samples() {
        return text.lines()
                .filter(line -> !line.startsWith("# "))
                .map(Scrape::sample)
                .toList();
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("expected a sample of a metric, found: " + line);
        }
        String labels = matcher.group(3) == null ? "" : matcher.group(3);
        return new Sample(
                matcher.group(1), labels, Double.parseDouble(matcher.group(4).replace("Inf", "Infinity")));
    }

    /** Values of all samples of {@code name}. */
    public List<Double> values(String name) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .map(Sample::value)
                .toList();
    }

    /** Names of all families that have a line of {@code kind}, such as {@code HELP}. */
    public Set<String> declared(String kind) {
        return lines(kind).map(line -> line.split(" ", 4)[2]).collect(toCollection(TreeSet::new));
    }

    /** The lines of {@code kind}. */
    public Stream<String> lines(String kind) {
        return text.lines().filter(line -> line.startsWith("# " + kind + " "));
    }
}
