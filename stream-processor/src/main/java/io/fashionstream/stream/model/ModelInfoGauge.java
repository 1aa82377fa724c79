package io.fashionstream.stream.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Says to Prometheus which models serve. */
public final class ModelInfoGauge {
    private final MultiGauge gauge;

    public ModelInfoGauge(MeterRegistry registry) {
        this.gauge = MultiGauge.builder("fashion.stream.model.info")
                .description("1 for each model that serves")
                .register(registry);
    }

    /** From now on exactly {@code models} serve. */
    public void update(List<ServedModels.Summary> models) {
        gauge.register(models.stream().map(ModelInfoGauge::row).toList(), true);
    }

    private static MultiGauge.Row<Number> row(ServedModels.Summary model) {
        Tags tags = Tags.of(
                "alias",
                model.alias().key(),
                "model",
                model.modelId(),
                "network",
                model.network(),
                "precision",
                model.precision().wireName());
        return MultiGauge.Row.of(tags, 1);
    }
}
