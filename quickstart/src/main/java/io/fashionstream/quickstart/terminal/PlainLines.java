package io.fashionstream.quickstart.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** For logs and pipes: one line each few seconds. */
public final class PlainLines implements View {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PrintWriter out;
    private Duration nextAt = Duration.ZERO;
    private String step = "";
    private long tenthsShown;

    public PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    /** One line each tenth of the way. */
    @Override
    public void progress(String name, double share, String detail) {
        long tenths = Math.round(Math.floor(share * 10));
        if (!name.equals(step) || tenths > tenthsShown) {
            step = name;
            tenthsShown = tenths;
            out.println("%s: %d %%%s".formatted(name, tenths * 10, detail.isEmpty() ? "" : ", " + detail));
        }
    }

    @Override
    public void show(Frame frame) {
        if (frame.elapsed().compareTo(nextAt) >= 0) {
            nextAt = frame.elapsed().plus(PAUSE);
            out.println(line(frame));
        }
    }

    static String line(Frame frame) {
        Frame.Counts counts = frame.counts();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%5.1f s  %s of %s images labelled, %.0f/s, batches of %.1f (max %d), p50 %d ms, p99 %d ms",
                frame.elapsed().toMillis() / 1000.0,
                Style.count(counts.labelled()),
                Style.count(counts.total()),
                frame.rate().imagesPerSecond(),
                frame.rate().meanBatch(),
                frame.rate().maxBatch(),
                frame.rate().latencyP50Millis(),
                frame.rate().latencyP99Millis()));
        if (counts.rejected() > 0) {
            line.append(", rejected ").append(counts.rejected());
        }
        frame.models().stream()
                .filter(Frame.Model::serving)
                .forEach(model -> line.append(", model ").append(model.shortId()));
        Frame.ClassRow all = frame.all();
        if (all != null && all.known() > 0) {
            line.append(", accuracy ").append(Style.percent(all.accuracy()));
        }
        frame.weakest()
                .ifPresent(weakest -> line.append(" (lowest: ")
                        .append(weakest.name())
                        .append(' ')
                        .append(Style.percent(weakest.accuracy()))
                        .append(')'));
        return line.toString();
    }
}
