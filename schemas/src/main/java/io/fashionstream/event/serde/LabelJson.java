package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassShares;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ImageLabel.Computation;
import io.fashionstream.event.ImageLabel.Image;
import io.fashionstream.event.ImageLabel.Verdict;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The label of an image as JSON, for every image twice: written to {@code image-labels}, and read back for the truth join.
 * Probabilities have the digits of a {@code float}, which is what a network gives. Safe for use by several threads.
 */
final class LabelJson implements StreamedForm<ImageLabel> {
    private static final int TYPICAL_BYTES = 768;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final SerializableString PRODUCT_ID = new SerializedString("productId");
    private static final SerializableString IMAGE_ID = new SerializedString("imageId");
    private static final SerializableString IMAGE_EVENT_ID = new SerializedString("imageEventId");
    private static final SerializableString CATEGORY = new SerializedString("category");
    private static final SerializableString CONFIDENCE = new SerializedString("confidence");
    private static final SerializableString PROBABILITIES = new SerializedString("probabilities");
    private static final SerializableString UNCERTAIN = new SerializedString("uncertain");
    private static final SerializableString OUT_OF_DISTRIBUTION = new SerializedString("outOfDistribution");
    private static final SerializableString MODEL_ID = new SerializedString("modelId");
    private static final SerializableString IMAGE_TIME = new SerializedString("imageTime");
    private static final SerializableString CLASSIFIED_TIME = new SerializedString("classifiedTime");
    private static final SerializableString DECLARED_CATEGORY = new SerializedString("declaredCategory");
    private static final SerializableString BATCH_IMAGES = new SerializedString("batchImages");
    private static final SerializableString PRECISION = new SerializedString("precision");
    private static final SerializableString CANARY_STEP = new SerializedString("canaryStep");
    private static final SerializableString INPUT_BINS = new SerializedString("inputBins");
    private static final SerializableString BRIGHTNESS = new SerializedString("brightness");
    private static final SerializableString INK = new SerializedString("ink");
    private static final SerializableString EDGES = new SerializedString("edges");
    private static final SerializableString ENERGY = new SerializedString("energy");

    /** The classes of the label that was read last: most labels are of the same model. */
    private volatile List<Category> expected = Classes.FASHION_MNIST.categories();

    @Override
    public byte[] write(ImageLabel label) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(label, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(ImageLabel label, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(json, PRODUCT_ID, label.productId());
        text(json, IMAGE_ID, label.imageId());
        text(json, IMAGE_EVENT_ID, label.imageEventId());
        text(json, CATEGORY, label.category().code());
        share(json, CONFIDENCE, label.confidence());
        json.writeFieldName(PROBABILITIES);
        json.writeStartObject();
        ClassShares probabilities = ClassShares.copyOf(label.probabilities());
        for (int i = 0; i < probabilities.categories().size(); i++) {
            json.writeFieldName(probabilities.categories().get(i).code());
            json.writeNumber((float) probabilities.share(i));
        }
        json.writeEndObject();
        flag(json, UNCERTAIN, label.uncertain());
        flag(json, OUT_OF_DISTRIBUTION, label.outOfDistribution());
        text(json, MODEL_ID, label.modelId());
        text(json, IMAGE_TIME, label.imageTime().toString());
        text(json, CLASSIFIED_TIME, label.classifiedTime().toString());
        Category declared = label.declaredCategory();
        if (declared != null) {
            text(json, DECLARED_CATEGORY, declared.code());
        }
        Integer batchImages = label.batchImages();
        if (batchImages != null) {
            json.writeFieldName(BATCH_IMAGES);
            json.writeNumber(batchImages.intValue());
        }
        Precision precision = label.precision();
        if (precision != null) {
            text(json, PRECISION, precision.wireName());
        }
        Long canaryStep = label.canaryStep();
        if (canaryStep != null) {
            json.writeFieldName(CANARY_STEP);
            json.writeNumber(canaryStep.longValue());
        }
        InputBins bins = label.inputBins();
        if (bins != null) {
            write(bins, json);
        }
        json.writeEndObject();
    }

    private static void write(InputBins bins, JsonGenerator json) throws IOException {
        json.writeFieldName(INPUT_BINS);
        json.writeStartObject();
        bin(json, BRIGHTNESS, bins.brightness());
        bin(json, INK, bins.ink());
        bin(json, EDGES, bins.edges());
        bin(json, ENERGY, bins.energy());
        json.writeEndObject();
    }

    private static void bin(JsonGenerator json, SerializableString name, int bin) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(bin);
    }

    private static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static void share(JsonGenerator json, SerializableString name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber((float) value);
    }

    private static void flag(JsonGenerator json, SerializableString name, boolean value) throws IOException {
        json.writeFieldName(name);
        json.writeBoolean(value);
    }

    @Override
    public @Nullable ImageLabel read(byte[] bytes) {
        try (JsonFields json = new JsonFields(bytes)) {
            return read(json);
        } catch (IOException | IllegalArgumentException | JsonFields.Unexpected e) {
            return null;
        }
    }

    private ImageLabel read(JsonFields json) throws IOException {
        String productId = json.text(PRODUCT_ID);
        String imageId = json.text(IMAGE_ID);
        String eventId = json.text(IMAGE_EVENT_ID);
        Category category = json.category(CATEGORY);
        double confidence = json.share(CONFIDENCE);
        ClassShares probabilities = probabilities(json);
        boolean uncertain = json.flag(UNCERTAIN);
        boolean outOfDistribution = json.flag(OUT_OF_DISTRIBUTION);
        String modelId = json.sha256(MODEL_ID);
        Instant imageTime = json.instant(IMAGE_TIME);
        Instant classifiedTime = json.instant(CLASSIFIED_TIME);
        Category declared = json.has(DECLARED_CATEGORY) ? json.category(DECLARED_CATEGORY) : null;
        Computation computation = new Computation(
                modelId,
                classifiedTime,
                json.has(BATCH_IMAGES) ? Integer.valueOf(json.count(BATCH_IMAGES)) : null,
                json.has(PRECISION) ? json.precision(PRECISION) : null,
                json.has(CANARY_STEP) ? Long.valueOf(json.number(CANARY_STEP)) : null);
        InputBins bins = json.has(INPUT_BINS) ? bins(json) : null;
        json.endOfAll();
        return new ImageLabel(
                new Image(productId, imageId, eventId, imageTime, declared),
                new Verdict(category, confidence, probabilities, uncertain, outOfDistribution, bins),
                computation);
    }

    private static InputBins bins(JsonFields json) throws IOException {
        json.open(INPUT_BINS);
        InputBins bins = new InputBins(json.index(BRIGHTNESS), json.index(INK), json.index(EDGES), json.index(ENERGY));
        json.end();
        return bins;
    }

    private ClassShares probabilities(JsonFields json) throws IOException {
        json.open(PROBABILITIES);
        ClassShares probabilities = json.shares(expected);
        expected = probabilities.categories();
        return probabilities;
    }
}
