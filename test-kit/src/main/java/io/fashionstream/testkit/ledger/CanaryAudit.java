package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.CanaryShare;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds from the topics alone why a model served a product: the model of each label is what its product and the step that
 * it names demand, or without a step a model that was champion.
 */
public final class CanaryAudit {
    private static final String PROMISE = "each label's model is what its product and its step demand";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Long, CanaryStep> steps = new TreeMap<>();
    private final Set<String> champions = new HashSet<>();

    /** @param champions ids of all models that people released as champion */
    public CanaryAudit(Collection<CanaryStep> steps, Collection<String> champions) {
        this.champions.addAll(champions);
        for (CanaryStep step : steps) {
            this.steps.put(step.number(), step);
            if (step.state() == CanaryStep.State.PROMOTED) {
                this.champions.add(step.modelId());
            }
        }
    }

    /** Each step that was ever made, in order. */
    public static List<CanaryStep> steps(KafkaConnection connection, Topics topics) {
        JsonCodec<CanaryStep> codec = JsonCodec.of(PayloadTypes.CANARY_STEP);
        List<CanaryStep> steps = new ArrayList<>();
        try (CommittedReader reader = CommittedReader.ofAll(connection, PATIENCE, topics.modelRollouts())) {
            reader.readToEnd(stored -> {
                if (CanaryStep.isRolloutKey(key(stored))) {
                    steps.add(codec.read(stored.value()));
                }
            });
        }
        return steps;
    }

    private static String key(ConsumerRecord<byte[], byte[]> stored) {
        return stored.key() == null ? "" : new String(stored.key(), StandardCharsets.UTF_8);
    }

    /** Examines all labels; those of one product in its order. */
    public Finding examine(List<Answer> answers) {
        Map<String, CanaryShare> shares = new HashMap<>();
        int named = 0;
        for (Answer answer : answers) {
            if (answer instanceof Answer.Labelled labelled) {
                ImageLabel label = labelled.label();
                named += label.canaryStep() == null ? 0 : 1;
                Optional<String> wrong = wrong(label, shares);
                if (wrong.isPresent()) {
                    return new Finding(PROMISE, false, label.imageId() + " of " + label.productId() + wrong.get());
                }
            }
        }
        return new Finding(PROMISE, true, named + " labels that name one of " + steps.size() + " steps checked");
    }

    private Optional<String> wrong(ImageLabel label, Map<String, CanaryShare> shares) {
        Long number = label.canaryStep();
        if (number == null) {
            return champions.contains(label.modelId())
                    ? Optional.empty()
                    : Optional.of(" names no step, and " + label.modelId() + " was never champion");
        }
        CanaryStep step = steps.get(number);
        if (step == null || !step.runs()) {
            return Optional.of(" names step " + number + ", which is " + step);
        }
        CanaryShare share = shares.computeIfAbsent(
                step.modelId() + step.share(), any -> new CanaryShare(step.modelId(), step.share()));
        String demanded = share.takes(label.productId()) ? step.modelId() : step.championModelId();
        return demanded.equals(label.modelId())
                ? Optional.empty()
                : Optional.of(" names step " + number + ", which demands " + demanded + ", got " + label.modelId());
    }
}
