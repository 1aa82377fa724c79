package io.fashionstream.stream;

import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.task.Outgoing;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** The way of an image through the processor, from its topic to the one that its answer is for. */
final class StreamTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private StreamTopology() {}

    /** Adds the chain to {@code builder}; {@code classify} decides what each image becomes. */
    static void addTo(
            StreamsBuilder builder, Topics topics, ProcessorSupplier<byte[], byte[], byte[], Outgoing<?>> classify) {
        KStream<byte[], Outgoing<?>> answers = builder.stream(
                        topics.productImages(), Consumed.with(BYTES, BYTES).withName("product-images"))
                .process(classify, Named.as("classify-images"));
        Outgoing.write(answers, BYTES, "answers");
    }
}
