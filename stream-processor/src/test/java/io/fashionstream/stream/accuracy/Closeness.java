package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import org.jspecify.annotations.Nullable;

/** Whether two results are the same but for rounding: counts equal, ratios within 1e-9. */
final class Closeness {
    private Closeness() {}

    static boolean close(Figures one, Figures other) {
        return one.evidence() == other.evidence()
                && one.labelled() == other.labelled()
                && one.support() == other.support()
                && one.correct() == other.correct()
                && close(one.accuracy(), other.accuracy())
                && close(one.precision(), other.precision())
                && close(one.recall(), other.recall())
                && close(one.f1(), other.f1())
                && close(one.weighted(), other.weighted())
                && close(one.interval(), other.interval())
                && close(one.coverage(), other.coverage())
                && one.confusion().equals(other.confusion());
    }

    static boolean close(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Math.abs(one - other) <= 1e-9;
    }

    private static boolean close(@Nullable Averages one, @Nullable Averages other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return close(one.precision(), other.precision())
                && close(one.recall(), other.recall())
                && close(one.f1(), other.f1());
    }

    private static boolean close(@Nullable Interval one, @Nullable Interval other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return close(one.low(), other.low()) && close(one.high(), other.high());
    }
}
