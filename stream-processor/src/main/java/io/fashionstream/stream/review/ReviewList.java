package io.fashionstream.stream.review;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lists of answers that people look at. */
enum ReviewList {
    /** Labels whose confidence lies under the model's own threshold. */
    UNCERTAIN {
        @Override
        boolean holds(ReviewItem item, @Nullable Category truth) {
            return item.label() != null && item.label().uncertain();
        }
    },
    /** Labels of images that are unlike the training data. */
    OUT_OF_DISTRIBUTION {
        @Override
        boolean holds(ReviewItem item, @Nullable Category truth) {
            return item.label() != null && item.label().outOfDistribution();
        }
    },
    /** Images that got no label. */
    REJECTED {
        @Override
        boolean holds(ReviewItem item, @Nullable Category truth) {
            return item.rejection() != null;
        }
    },
    /** Labels that are not the truth. */
    WRONG {
        @Override
        boolean holds(ReviewItem item, @Nullable Category truth) {
            ImageLabel label = item.label();
            return label != null && truth != null && !truth.equals(label.category());
        }
    },
    /** All of them. */
    ALL {
        @Override
        boolean holds(ReviewItem item, @Nullable Category truth) {
            return true;
        }
    };

    /** Whether the list has {@code item}, of which {@code truth} is known. */
    abstract boolean holds(ReviewItem item, @Nullable Category truth);

    /** The list as it stands in addresses, such as {@code out-of-distribution}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ReviewList> ofKey(String key) {
        return Arrays.stream(values()).filter(list -> list.key().equals(key)).findFirst();
    }
}
