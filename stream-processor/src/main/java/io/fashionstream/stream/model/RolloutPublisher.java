package io.fashionstream.stream.model;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what became of each release on {@code model-rollouts}, and keeps the last ones. */
public final class RolloutPublisher implements RolloutJournal, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RolloutPublisher.class);
    private static final int KEPT = 20;

    private final String topic;
    private final String instanceId;
    private final Clock clock;
    private final CloudEventHeaders headers = new CloudEventHeaders(URI.create("/fashion-stream/stream-processor"));
    private final KafkaConnection connection;
    private @Nullable Producer<String, ModelRollout> producer;
    private final Deque<ModelRollout> last = new ArrayDeque<>();

    /** Publishes to {@code topic}, in the name of the instance {@code instanceId}. */
    public RolloutPublisher(KafkaConnection connection, String topic, String instanceId, Clock clock) {
        this.connection = connection;
        this.topic = topic;
        this.instanceId = instanceId;
        this.clock = clock;
    }

    @Override
    public void record(
            ModelAlias alias,
            String modelId,
            ModelRollout.Outcome outcome,
            @Nullable String detail,
            ModelRollout.@Nullable Serving serving) {
        publish(new ModelRollout(instanceId, alias, modelId, outcome, detail, serving, clock.instant()));
    }

    @Override
    public void recordCanary(
            CanaryStep step,
            ModelRollout.Outcome outcome,
            @Nullable String detail,
            ModelRollout.@Nullable Serving serving) {
        publish(new ModelRollout(
                instanceId,
                ModelAlias.CHAMPION,
                step.modelId(),
                outcome,
                detail,
                serving,
                clock.instant(),
                step.number()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback reports what became of it
    private void publish(ModelRollout rollout) {
        keep(rollout);
        ProducerRecord<String, ModelRollout> sent = new ProducerRecord<>(topic, instanceId, rollout);
        String id = UUID.randomUUID().toString();
        headers.write(sent.headers(), PayloadTypes.MODEL_ROLLOUT, id, rollout.modelId(), rollout.time());
        producer().send(sent, (written, error) -> {
            if (error != null) {
                log.warn("Rollout not published: {}", rollout, error);
            }
        });
    }

    /** The last rollouts of this instance, newest first. */
    public synchronized List<ModelRollout> last() {
        return List.copyOf(last);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    /** Created when it is first needed: a producer cannot be created before a broker's name can be resolved. */
    private synchronized Producer<String, ModelRollout> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    connection.with(
                            Map.of("client.id", instanceId + "-rollouts", "max.block.ms", 5_000, "acks", "all")),
                    new StringSerializer(),
                    JsonSerdes.of(PayloadTypes.MODEL_ROLLOUT).serializer());
        }
        return producer;
    }

    private synchronized void keep(ModelRollout rollout) {
        last.addFirst(rollout);
        if (last.size() > KEPT) {
            last.removeLast();
        }
    }
}
