package io.fashionstream.event;

import java.time.Instant;

/**
 * A model became reliably worse at a class than the operators accept, or is good again. Key on {@code accuracy-alerts}:
 * {@code alias/modelId/scope}, the alias in lower case. One event for each change of state.
 *
 * @param scope a category, or {@code ALL}
 * @param threshold the accuracy that was asked for, in (0, 1)
 * @param steps for how many publications in a row the condition held
 * @param raisedTime when the alert was raised; for {@code RAISED} the same as {@code publishedTime}
 * @param evidence figures of the window that completed the condition
 * @param detail the same in one sentence, for a person to read
 * @param sequence number of the publication, as in {@link ClassAccuracy}
 */
public record AccuracyAlert(
        ModelAlias alias,
        String modelId,
        String scope,
        State state,
        double threshold,
        int steps,
        Instant raisedTime,
        Instant windowStart,
        Instant windowEnd,
        ClassAccuracy.Figures evidence,
        String detail,
        long sequence,
        Instant publishedTime) {
    /** The names are part of the wire format. */
    public enum State {
        /** The 95 % interval of the class lay wholly under the threshold in each of the last {@code steps} windows. */
        RAISED,
        /** The measured accuracy was at or over the threshold in each of the last {@code steps} windows. */
        RECOVERED,
        /** The model went out of use while the alert was open: nothing more will be said about it. */
        ENDED
    }
}
