package io.fashionstream.trainer.publish;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the quality gate found.
 *
 * @param set on which set of images: {@code test} or {@code validation}
 * @param images how many those were
 * @param hasChampion whether there is a model to compare with
 * @param lines accuracy, then f1 of each class
 */
public record GateVerdict(String set, int images, boolean hasChampion, List<Line> lines) {
    private static final double ROUNDING = 1e-9;

    public GateVerdict {
        lines = List.copyOf(lines);
    }

    /**
     * One figure.
     *
     * @param champion the champion's, or null if there is none, or none measured on this set
     * @param needed what the figure must reach
     * @param neededByChampion whether that is the champion's less the tolerance, or else the stated minimum
     */
    public record Line(
            String figure, double found, @Nullable Double champion, double needed, boolean neededByChampion) {
        public boolean passes() {
            return found >= needed - ROUNDING;
        }
    }

    public boolean passes() {
        return lines.stream().allMatch(Line::passes);
    }

    /** All figures as a table of several lines, each that fails marked with why. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "Quality gate, on %s (%,d images)%s:%n%-16s %8s %8s %8s%n",
                set,
                images,
                hasChampion ? "" : "; no champion to compare with",
                "figure",
                "model",
                "champion",
                "needed"));
        lines.forEach(line -> table.append(row(line)));
        return table.toString();
    }

    private static String row(Line line) {
        String champion = Optional.ofNullable(line.champion())
                .map(value -> String.format(Locale.ROOT, "%.4f", value))
                .orElse("-");
        return String.format(
                Locale.ROOT,
                "%-16s %8.4f %8s %8.4f  %s%n",
                line.figure(),
                line.found(),
                champion,
                line.needed(),
                mark(line));
    }

    private static String mark(Line line) {
        if (line.passes()) {
            return "ok";
        }
        String rule = line.neededByChampion() ? "what the champion's figure less the tolerance allows" : "the minimum";
        return String.format(Locale.ROOT, "BELOW %s, by %.4f", rule, line.needed() - line.found());
    }
}
