package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Provenance;
import io.fashionstream.event.StreamedData;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.ExportedData;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.export.TrainedNetworkFile;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.TrainedNetwork;
import io.fashionstream.trainer.training.Checkpoints;
import io.fashionstream.trainer.training.Targets;
import io.fashionstream.trainer.training.Teaching;
import io.fashionstream.trainer.training.Training;
import io.fashionstream.trainer.training.TrainingHistory;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;

/**
 * One training from data to artifact: split, train, evaluate on validation, calibrate, export with parity check, pack.
 *
 * <p>Use it once and from one thread, in this order: {@link #startFrom} or {@link #resume} if wanted, {@link #train},
 * {@link #pack}. {@link #requestStop()} may come from any thread.
 */
public final class Trainer {
    private final NetworkDesign design;
    private final TrainingPlan plan;
    private final DataSet data;
    private final Optional<Teachers> teachers;
    private final Optional<StreamedData> streamedData;
    private final Split split;
    private final Training training;
    private final Model network;

    /**
     * Prepares a training; switches the native helpers on.
     *
     * @param validationImages held out of the training set, the same share of each class; not used if the data set has a
     *     validation part of its own
     * @param teachers whose probabilities are learnt beside the labels, if any; those that are asked once are asked now,
     *     which takes time
     * @param checkpointFolder where a checkpoint is kept, if anywhere
     * @throws IllegalArgumentException if the data set does not fit the plan, or if a teacher knows images that this
     *     training validates with, or cannot look at its batches
     */
    public Trainer(
            NetworkDesign design,
            TrainingPlan plan,
            DataSet data,
            int validationImages,
            Optional<Teachers> teachers,
            TrainingListener listener,
            Optional<Path> checkpointFolder) {
        NativeBackend.activate();
        this.design = design;
        this.plan = plan;
        this.data = data;
        this.teachers = teachers;
        streamedData = ExportedData.of(data.source());
        split = Split.of(data, validationImages, plan.seed());
        network = design.network(plan.learning(), data.classes().size());
        training = new Training(
                plan,
                split.training(),
                targets(),
                split.validation(),
                listener,
                checkpointFolder.map(folder -> new Checkpoints(folder, identity())));
    }

    /**
     * Starts from the weights of trained networks instead of random ones; the optimiser starts afresh.
     *
     * @param starts what the design can start from ({@link NetworkDesign#startFrom}), as a rule one of the same design
     * @throws IllegalArgumentException if that does not fit, or if one has other classes, or knows images that this training
     *     validates with: its validation would be none
     */
    public void startFrom(List<ModelArtifact> starts) {
        design.startFrom(network, starts.stream().map(this::trained).toList());
    }

    private TrainedNetwork trained(ModelArtifact start) {
        ModelManifest manifest = start.manifest();
        require(
                manifest.classes().categories().equals(data.classes().categories()),
                "expected a model of the classes %s to start from, got model %s of %s",
                data.classes(),
                start.modelId(),
                manifest.classes());
        requireSameSplit(start);
        return new TrainedNetwork(
                manifest.network(), TrainedNetworkFile.read(start.trainedNetwork()), manifest.temperature());
    }

    /**
     * Goes on from the checkpoint, if there is one.
     *
     * @return the epochs that are done
     */
    public TrainingHistory resume() {
        return training.resume(network);
    }

    /** Trains to the end of the plan, or until stopped. */
    public TrainingResult train() {
        try (Teaching teaching = teachers.map(Teachers::ofBatches).orElse(Teaching.NONE)) {
            return training.run(network, teaching);
        }
    }

    /** Lets {@link #train} end after the present step, with a checkpoint if there is a place for one. */
    public void requestStop() {
        training.requestStop();
    }

    /**
     * Evaluates, calibrates and exports what {@link #train} gave.
     *
     * @param command the command line that trains it again, for the manifest
     */
    public ModelArtifact pack(TrainingResult result, String command) {
        return packing().pack(result, command);
    }

    /**
     * As {@link #pack}, and quantises the network too. A network of 8-bit integers that is right clearly less often is left
     * out.
     */
    public QuantisedModel packWithInt8(TrainingResult result, String command) {
        return packing().packWithInt8(result, command);
    }

    private ModelPacking packing() {
        return new ModelPacking(design, plan, data, split, hyperParameters(), streamedData);
    }

    private Targets targets() {
        return taught().weighted(split.training(), plan.objective().classWeights());
    }

    private Targets taught() {
        Targets labels = Targets.ofLabels(split.training(), plan.objective().labelSmoothing());
        return teachers.map(known -> {
                    known.models().forEach(model -> {
                        requireSameClasses(model);
                        requireSameSplit(model);
                    });
                    known.requireScaling(plan.scaling());
                    return known.teach(split.training(), labels, plan.threads());
                })
                .orElse(labels);
    }

    private void requireSameClasses(ModelArtifact model) {
        require(
                model.manifest().classes().categories().equals(data.classes().categories()),
                "a teacher must know the classes %s in this order, but model %s has %s",
                data.classes(),
                model.modelId(),
                model.manifest().classes());
    }

    private void requireSameSplit(ModelArtifact model) {
        Provenance other = model.manifest().provenance();
        require(
                !other.dataSha256().equals(data.sha256())
                        || (other.seed() == plan.seed()
                                && other.validationImages()
                                        == split.validation().size()),
                "model %s was trained with --seed %d --validation %d, so it knows images that --seed %d --validation %d holds"
                        + " out: train with the same two options",
                model.modelId(),
                other.seed(),
                other.validationImages(),
                plan.seed(),
                split.validation().size());
    }

    private Map<String, String> hyperParameters() {
        Map<String, String> all = new TreeMap<>(plan.hyperParameters());
        teachers.map(Teachers::hyperParameters).ifPresent(all::putAll);
        return all;
    }

    /** What two trainings must have in common for one to go on from the other's checkpoint. */
    private Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>(hyperParameters());
        identity.put("network", design.name());
        identity.put("validation", String.valueOf(split.validation().size()));
        data.sha256().forEach((file, sha256) -> identity.put("data " + file, sha256));
        return identity;
    }
}
