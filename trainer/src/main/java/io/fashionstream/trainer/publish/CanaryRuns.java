package io.fashionstream.trainer.publish;

import io.fashionstream.event.CanaryStep;
import java.util.Locale;

/** A model was to be released as champion, or as a canary, while a canary runs. The message says what to do. */
public final class CanaryRuns extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CanaryRuns(CanaryStep running) {
        super(String.format(
                Locale.ROOT,
                "canary %s serves %s of the products since %s: wait until it is promoted or taken back, or end it with rollback;"
                        + " nothing was released",
                ReleaseListing.brief(running.modelId()),
                percent(running.share()),
                running.sinceTime()));
    }

    /** A share as people write it, such as {@code 2.5 %}. */
    public static String percent(double share) {
        double percent = Math.round(share * 1e8) / 1e6;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%s %%", percent);
    }
}
