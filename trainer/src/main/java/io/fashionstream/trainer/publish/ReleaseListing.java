package io.fashionstream.trainer.publish;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is released, for people and for programs. */
public final class ReleaseListing {
    private static final int SHOWN_DIGITS = 12;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ReleaseListing() {}

    private record Document(
            List<AliasEntry> aliases,
            List<ModelEntry> models,
            @JsonInclude(NON_NULL) @Nullable CanaryStep canary) {}

    private record AliasEntry(
            String alias,
            String modelId,
            @Nullable String previousModelId,
            Instant releasedTime,
            @Nullable String reason) {}

    private record ModelEntry(
            String modelId,
            List<String> aliases,
            String network,
            double validationAccuracy,
            @Nullable Double testAccuracy,
            long bytes,
            int chunks,
            Instant publishedTime,
            @Nullable String forcedReason) {}

    /** A JSON document of several lines. */
    public static String json(Releases releases) {
        List<AliasEntry> aliases =
                releases.aliases().values().stream().map(ReleaseListing::entry).toList();
        List<ModelEntry> models =
                releases.models().stream().map(model -> entry(model, releases)).toList();
        try {
            return JSON.writeValueAsString(new Document(aliases, models, releases.lastCanary()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain records are always writable", impossible);
        }
    }

    private static AliasEntry entry(ModelRelease release) {
        return new AliasEntry(
                release.alias().key(),
                release.modelId(),
                release.previousModelId(),
                release.releasedTime(),
                release.reason());
    }

    private static ModelEntry entry(ArtifactIndex model, Releases releases) {
        ModelManifest manifest = model.manifest();
        return new ModelEntry(
                model.modelId(),
                aliases(model, releases),
                manifest.network(),
                manifest.validation().accuracy(),
                testAccuracy(manifest).orElse(null),
                model.bytes(),
                model.chunks(),
                model.publishedTime(),
                manifest.forcedReason());
    }

    /** Tables of several lines: aliases, the latest canary if there was one, models. */
    public static String text(Releases releases) {
        if (releases.aliases().isEmpty() && releases.models().isEmpty()) {
            return "No model is released.%n".formatted();
        }
        String aliases =
                releases.aliases().values().stream().map(ReleaseListing::row).collect(Collectors.joining());
        String models =
                releases.models().stream().map(model -> row(model, releases)).collect(Collectors.joining());
        return format("%-11s %-12s %-12s %-20s %s%n", "ALIAS", "MODEL", "BEFORE", "SINCE", "REASON")
                + aliases
                + canary(releases)
                + format(
                        "%n%-12s %-14s %10s %8s %8s  %-20s %s%n",
                        "MODEL", "NETWORK", "VALIDATION", "TEST", "MB", "PUBLISHED", "ALIASES")
                + models;
    }

    /** The running canary, or how the last one ended. */
    private static String canary(Releases releases) {
        CanaryStep step = releases.lastCanary();
        if (step == null) {
            return "";
        }
        return format(
                "%n%-11s %-12s %-12s %-20s %-14s %s%n%-11s %-12s %-12s %-20s %-14s %s%n",
                "",
                "MODEL",
                "CHAMPION",
                "SINCE",
                "STATE",
                "REASON",
                "canary",
                brief(step.modelId()),
                brief(step.championModelId()),
                seconds(step.sinceTime()),
                state(step, releases),
                step.reason());
    }

    private static String state(CanaryStep step, Releases releases) {
        return switch (step.state()) {
            case RUNNING ->
                releases.canary().isPresent() ? "serves " + CanaryRuns.percent(step.share()) : "not in force";
            case PROMOTED -> "promoted";
            case TAKEN_BACK -> "taken back";
        };
    }

    private static String row(ModelRelease release) {
        return format(
                "%-11s %-12s %-12s %-20s %s%n",
                release.alias().key(),
                brief(release.modelId()),
                Optional.ofNullable(release.previousModelId())
                        .map(ReleaseListing::brief)
                        .orElse("-"),
                seconds(release.releasedTime()),
                Optional.ofNullable(release.reason()).orElse("-"));
    }

    private static String row(ArtifactIndex model, Releases releases) {
        ModelManifest manifest = model.manifest();
        String forced = Optional.ofNullable(manifest.forcedReason())
                .map(reason -> " (forced: " + reason + ")")
                .orElse("");
        return format(
                "%-12s %-14s %10.4f %8s %8.1f  %-20s %s%n",
                brief(model.modelId()),
                manifest.network(),
                manifest.validation().accuracy(),
                testAccuracy(manifest).map(accuracy -> format("%.4f", accuracy)).orElse("-"),
                model.bytes() / 1e6,
                seconds(model.publishedTime()),
                String.join(", ", aliases(model, releases)) + forced);
    }

    /** The first digits of a model id, enough to name it on a command line. */
    public static String brief(String modelId) {
        return modelId.substring(0, SHOWN_DIGITS);
    }

    private static List<String> aliases(ArtifactIndex model, Releases releases) {
        return releases.aliases().values().stream()
                .filter(release -> release.modelId().equals(model.modelId()))
                .map(ModelRelease::alias)
                .map(ModelAlias::key)
                .toList();
    }

    private static Optional<Double> testAccuracy(ModelManifest manifest) {
        return Optional.ofNullable(manifest.test()).map(ModelManifest.Measured::accuracy);
    }

    private static String seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
