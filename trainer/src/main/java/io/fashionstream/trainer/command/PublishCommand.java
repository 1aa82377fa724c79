package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.Releases;
import io.fashionstream.trainer.publish.AlreadyReleased;
import io.fashionstream.trainer.publish.CanaryRuns;
import io.fashionstream.trainer.publish.ClassesChange;
import io.fashionstream.trainer.publish.ClassesDiffer;
import io.fashionstream.trainer.publish.GateRefused;
import io.fashionstream.trainer.publish.GateVerdict;
import io.fashionstream.trainer.publish.QualityGate;
import io.fashionstream.trainer.publish.ReleaseListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Releases a model to the stream processors, if it is good enough. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Releases a model to the stream processors, in one transaction.",
            "A model is refused if its figures on the test set (on validation, if it was not tested) fall below the"
                    + " stated minima, or below the present champion's by more than the tolerances.",
            "With --canary it serves a share of the products first. While a canary runs, no other model is released."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:released; or, with --unless-released, there was a model already",
            "1:failed",
            "2:wrong usage",
            "3:no broker answered in time",
            "4:refused, by the quality gate, for other classes than the champion's, or because a canary runs; nothing was"
                    + " released"
        })
final class PublishCommand implements Callable<Integer>, OptionRules {
    private static final int REFUSED = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private final ChosenModel model = new ChosenModel();

    @Option(names = "--alias", description = "champion or challenger. Default: ${DEFAULT-VALUE}")
    private ModelAlias alias = ModelAlias.CHAMPION;

    @Mixin
    private final ReleaseConnection connection = new ReleaseConnection();

    @Option(
            names = "--replication-factor",
            paramLabel = "COUNT",
            description = "Of the topics, where they are missing and created. Default: ${DEFAULT-VALUE}")
    private int replicationFactor = 1;

    @Mixin
    private final GateOptions limits = new GateOptions();

    @Mixin
    private final CanaryOptions canary = new CanaryOptions();

    @Option(names = "--force", description = "Release it though the gate refuses; needs --reason.")
    private boolean force;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description =
                    "Why. Stands in the release; with --force also in the manifest, which gives the model a new id.")
    private @Nullable String reason;

    @Option(
            names = "--classes-changed",
            description =
                    "It may give other classes than the champion. The champion's figures are then no limit for it.")
    private boolean classesChanged;

    @Option(
            names = "--unless-released",
            description = "Only if the alias has no model yet; otherwise say so, and leave it as it is.")
    private boolean unlessReleased;

    @Mixin
    private final ChampionComparison comparison = new ChampionComparison();

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (force && (reason == null || reason.isBlank())) {
            problems.add("--force needs --reason TEXT");
        }
        if (canary.isMeant() && (alias != ModelAlias.CHAMPION || classesChanged)) {
            problems.add("--canary goes neither with --alias challenger nor with --classes-changed:"
                    + " it is held against the champion, class by class");
        }
        return problems;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        QualityGate gate = limits.gate();
        ModelArtifact artifact = model.read(connection);
        connection.createTopics(replicationFactor);
        comparison.write(artifact, connection, out);
        try {
            release(artifact, before -> chosen(artifact, gate, before, out), out);
            return 0;
        } catch (GateRefused | ClassesDiffer | CanaryRuns refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return REFUSED;
        } catch (AlreadyReleased already) {
            out.println(already.getMessage());
            return 0;
        }
    }

    private void release(ModelArtifact artifact, Function<Releases, ModelArtifact> choice, PrintWriter out) {
        Optional<CanaryPlan> plan = canary.plan();
        if (plan.isPresent()) {
            sayBegun(out, connection.canaries().begin(choice, plan.get(), reason), artifact);
        } else {
            sayReleased(out, connection.publisher().publish(choice, alias, reason), artifact);
        }
    }

    private ModelArtifact chosen(ModelArtifact artifact, QualityGate gate, Releases before, PrintWriter out) {
        Optional<ModelRelease> present = before.release(alias);
        if (unlessReleased && present.isPresent()) {
            throw new AlreadyReleased(present.get());
        }
        Optional<CanaryStep> running = before.canary();
        if (alias == ModelAlias.CHAMPION && running.isPresent()) {
            throw new CanaryRuns(running.get());
        }
        return judged(artifact, gate, before, out);
    }

    private ModelArtifact judged(ModelArtifact artifact, QualityGate gate, Releases before, PrintWriter out) {
        Optional<ModelManifest> champion = before.release(ModelAlias.CHAMPION).map(ModelRelease::manifest);
        Optional<ClassesChange> change = champion.map(other -> ClassesChange.between(
                        other.classes(), artifact.manifest().classes()))
                .filter(difference -> !difference.isNone());
        change.ifPresent(difference -> accept(artifact, difference, out));
        GateVerdict verdict = gate.judge(artifact.manifest(), change.isPresent() ? null : champion.orElse(null));
        if (verdict.passes()) {
            out.print(verdict.table());
            return artifact;
        }
        if (!force || reason == null) {
            throw new GateRefused(artifact.modelId(), verdict);
        }
        out.print(verdict.table());
        return artifact.withManifest(artifact.manifest().forced(reason));
    }

    private void accept(ModelArtifact artifact, ClassesChange change, PrintWriter out) {
        if (!classesChanged) {
            throw new ClassesDiffer(artifact.modelId(), change);
        }
        out.printf("Other classes than the champion's: %s. The champion's figures are no limit.%n", change);
    }

    private static void sayOverruled(PrintWriter out, String modelId, ModelArtifact given) {
        if (!modelId.equals(given.modelId())) {
            out.printf(
                    "The gate was overruled. The reason is part of the manifest now, and so model %s became %s.%n",
                    ReleaseListing.brief(given.modelId()), ReleaseListing.brief(modelId));
        }
    }

    private void sayBegun(PrintWriter out, CanaryStep step, ModelArtifact given) {
        sayOverruled(out, step.modelId(), given);
        out.printf(
                "Canary %s serves %s of the products at %s from now on, beside champion %s.%n",
                step.modelId(),
                CanaryRuns.percent(step.share()),
                connection.bootstrapServers(),
                ReleaseListing.brief(step.championModelId()));
        out.println("The processors decide each step: watch rollouts and releases show them, rollback ends it.");
    }

    private void sayReleased(PrintWriter out, ModelRelease release, ModelArtifact given) {
        sayOverruled(out, release.modelId(), given);
        out.printf(
                "Released %s as %s at %s (before: %s).%n",
                release.modelId(),
                release.alias().key(),
                connection.bootstrapServers(),
                Optional.ofNullable(release.previousModelId()).orElse("none"));
    }
}
