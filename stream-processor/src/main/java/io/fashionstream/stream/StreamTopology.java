package io.fashionstream.stream;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.intake.Outgoing;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** The way of an image through the processor, from its topic to one of three others. */
final class StreamTopology {
    private final Topics topics;
    private final Serde<byte[]> bytes = Serdes.ByteArray();
    private final Serde<ImageLabel> labels = JsonSerdes.of(PayloadTypes.IMAGE_LABEL);

    StreamTopology(Topics topics) {
        this.topics = topics;
    }

    /** Adds the chain to {@code builder}; {@code classify} decides what each image becomes. */
    void addTo(StreamsBuilder builder, ProcessorSupplier<byte[], byte[], byte[], Outgoing> classify) {
        builder.stream(topics.productImages(), Consumed.with(bytes, bytes).withName("product-images"))
                .process(classify, Named.as("classify-images"))
                .split(Named.as("outcome-"))
                .branch(Outgoing::isChampionLabel, Branched.withConsumer(this::toImageLabels, "champion"))
                .branch(Outgoing::isChallengerLabel, Branched.withConsumer(this::toChallengerLabels, "challenger"))
                .branch(Outgoing::isRejected, Branched.withConsumer(this::toRejectedImages, "rejected"))
                .noDefaultBranch();
    }

    private void toImageLabels(KStream<byte[], Outgoing> outgoing) {
        outgoing.mapValues(Outgoing::label, Named.as("champion-label"))
                .to(topics.imageLabels(), Produced.with(bytes, labels).withName("image-labels"));
    }

    private void toChallengerLabels(KStream<byte[], Outgoing> outgoing) {
        outgoing.mapValues(Outgoing::label, Named.as("challenger-label"))
                .to(topics.challengerLabels(), Produced.with(bytes, labels).withName("challenger-labels"));
    }

    private void toRejectedImages(KStream<byte[], Outgoing> outgoing) {
        outgoing.mapValues(Outgoing::original, Named.as("original-image"))
                .to(topics.rejectedImages(), Produced.with(bytes, bytes).withName("rejected-images"));
    }
}
