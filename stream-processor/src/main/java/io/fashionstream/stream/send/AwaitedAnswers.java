package io.fashionstream.stream.send;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.stream.answer.AnswerReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the answer to each picture that was stored. A label names the event that it answers; a rejection names where the
 * image stands, because the event may be too broken to have an id.
 *
 * <p>Pictures may be added by any thread; {@link #await} belongs to one.
 */
public final class AwaitedAnswers implements Publisher.Listener {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Publisher.Listener next;
    private final Map<String, Picture> byEvent = new LinkedHashMap<>();
    private final Map<String, String> eventByPosition = new HashMap<>();

    /** Told what became of each picture. */
    public interface Reader {
        void labelled(Picture picture, ImageLabel label);

        void rejected(Picture picture, RejectedImage rejection);

        /** Neither label nor rejection came in time. */
        void unanswered(Picture picture);
    }

    /** @param next told of each picture, too */
    public AwaitedAnswers(Publisher.Listener next) {
        this.next = next;
    }

    @Override
    public synchronized void stored(Picture picture, String eventId, String position) {
        byEvent.put(eventId, picture);
        eventByPosition.put(position, eventId);
        next.stored(picture, eventId, position);
    }

    @Override
    public void refused(Picture picture, Exception reason) {
        next.refused(picture, reason);
    }

    /**
     * Hands on the answer to each picture, in the order in which they come; at the end those that have none.
     *
     * @param answers opened before the first picture was sent
     * @param limit how long to wait after the last picture was stored
     */
    public synchronized void await(AnswerReader answers, Duration limit, Reader reader) {
        AnswerReader.Listener own = new AnswerReader.Listener() {
            @Override
            public void labelled(ImageLabel label) {
                Picture picture = byEvent.remove(label.imageEventId());
                if (picture != null) {
                    reader.labelled(picture, label);
                }
            }

            @Override
            public void rejected(RejectedImage rejection) {
                Picture picture = at(rejection);
                if (picture != null) {
                    reader.rejected(picture, rejection);
                }
            }
        };
        long deadline = System.nanoTime() + limit.toNanos();
        while (!byEvent.isEmpty() && System.nanoTime() < deadline) {
            answers.poll(POLL, own);
        }
        byEvent.values().forEach(reader::unanswered);
    }

    private @Nullable Picture at(RejectedImage rejection) {
        String eventId = eventByPosition.get(
                rejection.sourceTopic() + "/" + rejection.sourcePartition() + "/" + rejection.sourceOffset());
        return eventId == null ? null : byEvent.remove(eventId);
    }
}
