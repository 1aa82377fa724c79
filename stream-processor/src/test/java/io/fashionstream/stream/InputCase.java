package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record, and the answer that it gets.
 *
 * @param name what is special about it
 * @param reason why it is rejected; empty if it is not
 */
record InputCase(
        String name,
        InputRecord input,
        Answer answer,
        Optional<RejectionReason> reason,
        Consumer<ImageDriver.Written> check) {
    /** What a record brings about. */
    enum Answer {
        LABEL,
        REJECTION,
        NOTHING
    }

    static InputCase labelled(String name, InputRecord input) {
        return new InputCase(name, input, Answer.LABEL, Optional.empty(), written -> {});
    }

    /** Rejected with a detail that holds {@code inDetail}. */
    static InputCase rejected(String name, InputRecord input, RejectionReason reason, String... inDetail) {
        return new InputCase(
                name,
                input,
                Answer.REJECTION,
                Optional.of(reason),
                written -> assertThat(written.rejection().detail()).contains(inDetail));
    }

    static InputCase notAnswered(String name, InputRecord input) {
        return new InputCase(name, input, Answer.NOTHING, Optional.empty(), written -> {});
    }

    InputCase product(String productId) {
        return label(label -> assertThat(label.productId()).isEqualTo(productId));
    }

    InputCase image(String imageId) {
        return label(label -> assertThat(label.imageId()).isEqualTo(imageId));
    }

    InputCase event(String eventId) {
        return label(label -> assertThat(label.imageEventId()).isEqualTo(eventId));
    }

    InputCase at(String time) {
        return label(label -> assertThat(label.imageTime()).isEqualTo(Instant.parse(time)));
    }

    InputCase declares(Category category) {
        return label(label -> assertThat(label.declaredCategory()).isEqualTo(category));
    }

    InputCase declaresNothing() {
        return label(label -> assertThat(label.declaredCategory()).isNull());
    }

    InputCase shows(Category category) {
        return label(label -> assertThat(label.category()).isEqualTo(category));
    }

    /** The rejection names image and event; an image id of null, if it could not be read. */
    InputCase naming(@Nullable String imageId, String eventId) {
        return also(written -> {
            RejectedImage rejection = written.rejection();
            assertThat(rejection.imageId()).isEqualTo(imageId);
            assertThat(rejection.imageEventId()).isEqualTo(eventId);
        });
    }

    private InputCase label(Consumer<ImageLabel> further) {
        return also(written -> further.accept(written.label()));
    }

    private InputCase also(Consumer<ImageDriver.Written> further) {
        return new InputCase(name, input, answer, reason, check.andThen(further));
    }

    @Override
    public String toString() {
        return name + ": " + reason.map(RejectionReason::name).orElse(answer.name());
    }
}
