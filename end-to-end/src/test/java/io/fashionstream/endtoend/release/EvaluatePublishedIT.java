package io.fashionstream.endtoend.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.trainer.command.TrainerMain;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.network.NativeBackend;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** Evaluation of a model that is only in Kafka. */
@ExtendWith(SharedBroker.class)
class EvaluatePublishedIT {
    @TempDir
    Path folder;

    private final StringWriter words = new StringWriter();

    @Test
    void aPublishedModelIsEvaluatedByAliasAndByTheBeginningOfItsId(KafkaConnection kafka, Topics topics)
            throws URISyntaxException {
        Path data = Path.of(Objects.requireNonNull(getClass().getResource("/fashion-mnist-sample"))
                .toURI());
        ModelArtifact model = untrained(FashionMnist.read(data));
        TopicContents.createTopics(kafka, topics);
        new ReleasePublisher(kafka, topics, Duration.ofSeconds(10), Clock.systemUTC())
                .publish(model, ModelAlias.CHAMPION, "to be evaluated");

        assertThat(evaluate("champion", data, kafka, topics)).isZero();
        assertThat(evaluate(model.modelId().substring(0, 8), data, kafka, topics))
                .isZero();

        assertThat(words.toString().split("Model " + model.modelId(), -1)).hasSize(3);
        assertThat(words).asString().contains("Test set, 200 images");
        assertThat(evaluate("challenger", data, kafka, topics)).isEqualTo(1);
        assertThat(words).asString().contains("expected a model that is released as challenger, found none");
    }

    private int evaluate(String model, Path data, KafkaConnection kafka, Topics topics) {
        PrintWriter out = new PrintWriter(words, true);
        return TrainerMain.commandLine()
                .setOut(out)
                .setErr(out)
                .execute(
                        "evaluate",
                        model,
                        "--data=" + data,
                        "--report=" + folder.resolve("page.html"),
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--topic-prefix=" + topics.prefix());
    }

    private static ModelArtifact untrained(DataSet data) {
        NativeBackend.activate();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder()
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        return ExportedModel.of(network, 1, data.test(), PixelScaling.UNIT)
                .pack(BandModels.numbered(1).manifest(), "<!DOCTYPE html>");
    }
}
