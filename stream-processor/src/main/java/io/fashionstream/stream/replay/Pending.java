package io.fashionstream.stream.replay;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.stream.answer.AnswerReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Images that were sent again and wait for their answer. A label is recognised by the event that it names, a rejection
 * by the position of the record that it names.
 */
final class Pending implements AnswerReader.Listener {
    private final Map<String, Waiting> byPosition = new LinkedHashMap<>();
    private final Map<LabelledEvent, String> positionByEvent = new HashMap<>();
    private final List<ReplayOutcome> outcomes = new ArrayList<>();

    private record Waiting(
            RejectedRecord rejected, @Nullable LabelledEvent event) {}

    /** What a label says of the event that it answers. */
    record LabelledEvent(String productId, String eventId) {}

    /**
     * @param position where the image stands now
     * @param event what its label will say, or null if no label can be told to be its own
     */
    void add(RejectedRecord rejected, String position, @Nullable LabelledEvent event) {
        byPosition.put(position, new Waiting(rejected, event));
        if (event != null) {
            positionByEvent.put(event, position);
        }
    }

    @Override
    public void labelled(ImageLabel label) {
        String position = positionByEvent.get(new LabelledEvent(label.productId(), label.imageEventId()));
        if (position != null) {
            String category =
                    String.format(Locale.ROOT, "%s %.1f %%", label.category().displayName(), label.confidence() * 100);
            settle(position, ReplayOutcome.Fate.LABELLED, category);
        }
    }

    @Override
    public void rejected(RejectedImage again) {
        String position = again.sourceTopic() + "/" + again.sourcePartition() + "/" + again.sourceOffset();
        settle(position, ReplayOutcome.Fate.REJECTED_AGAIN, again.reason() + " (" + again.detail() + ")");
    }

    /** Gives up on what is still open. */
    void giveUp(String detail) {
        List.copyOf(byPosition.keySet()).forEach(position -> settle(position, ReplayOutcome.Fate.UNANSWERED, detail));
    }

    boolean isEmpty() {
        return byPosition.isEmpty();
    }

    /** Those that were settled since the last call. */
    List<ReplayOutcome> drain() {
        List<ReplayOutcome> settled = List.copyOf(outcomes);
        outcomes.clear();
        return settled;
    }

    private void settle(String position, ReplayOutcome.Fate fate, String detail) {
        Optional.ofNullable(byPosition.remove(position)).ifPresent(waiting -> {
            if (waiting.event() != null) {
                positionByEvent.remove(waiting.event());
            }
            outcomes.add(ReplayOutcome.of(waiting.rejected(), fate, detail));
        });
    }
}
