package io.fashionstream.stream.duplicate;

import static io.fashionstream.check.Check.require;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * The events of one partition that were answered within a horizon, in a state store whose changes are committed together
 * with the answers. Confined to one stream thread.
 *
 * <p>Time is that of the records: the newest of the partition says how late it is, but never later than the machine's
 * clock, which a publisher could otherwise set. An answer is remembered from its first delivery on for exactly the
 * horizon; duplicates do not prolong that.
 *
 * <p>Events lie in windows as long as the horizon, so that two point look-ups find one, and a whole window is dropped at
 * once: there are never more than two horizons of them on disk, and three in the changelog.
 */
public final class AnsweredEvents {
    /** Name of the store. */
    public static final String STORE = "answered-events";

    private static final int VALUE_BYTES = Long.BYTES + Integer.BYTES;

    /** By the time of writing, not that of the image: what catches up on old images is not deleted at once. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "delete",
            "message.timestamp.type", "LogAppendTime",
            "segment.bytes", "16777216");

    private final ProcessorContext<?, ?> context;
    private final WindowStore<Bytes, byte[]> store;
    private final long horizonMillis;

    private AnsweredEvents(ProcessorContext<?, ?> context, long horizonMillis) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        this.horizonMillis = horizonMillis;
    }

    /** The store that {@link #of} needs; none for a horizon of zero. */
    public static Set<StoreBuilder<?>> stores(Duration horizon) {
        if (horizon.isZero()) {
            return Set.of();
        }
        // One millisecond more: what lies exactly one window back must still be found.
        Duration retention = horizon.plusMillis(1);
        return Set.of(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, retention, horizon, /* retainDuplicates= */ false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG));
    }

    /** What the processor of {@code context} has answered; empty for a horizon of zero, which switches it off. */
    public static Optional<AnsweredEvents> of(ProcessorContext<?, ?> context, Duration horizon) {
        require(!horizon.isNegative(), "the horizon must not be negative, got %s", horizon);
        return horizon.isZero() ? Optional.empty() : Optional.of(new AnsweredEvents(context, horizon.toMillis()));
    }

    /** Whether {@code event} was answered; if not, it counts as answered from now on. */
    public Delivery meet(EventKey event) {
        long now = Math.min(context.currentStreamTimeMs(), context.currentSystemTimeMs());
        long window = now - Math.floorMod(now, horizonMillis);
        byte[] found = store.fetch(event.digest(), window);
        if (found == null) {
            found = recent(store.fetch(event.digest(), window - horizonMillis), now);
        }
        if (found == null) {
            byte[] answer = ByteBuffer.allocate(VALUE_BYTES)
                    .putLong(now)
                    .putInt(event.content())
                    .array();
            store.put(event.digest(), answer, window);
            return Delivery.FIRST;
        }
        boolean same = ByteBuffer.wrap(found).getInt(Long.BYTES) == event.content();
        return same ? Delivery.REPEATED : Delivery.ID_REUSED;
    }

    private byte @Nullable [] recent(byte @Nullable [] found, long now) {
        return found != null && now - ByteBuffer.wrap(found).getLong() <= horizonMillis ? found : null;
    }
}
