package io.fashionstream.stream.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.GrayPng;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Random images and truths, and what an export of them must hold, found the slow and plain way. */
final class StreamedEvents {
    static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private static final List<Category> CATEGORIES =
            List.of(Category.COAT, Category.BAG, Category.SHIRT, new Category("SPACESHIP"));
    private static final ProductImageWriter WRITER =
            new ProductImageWriter(Topics.DEFAULT, ProductImageWriter.Mode.BINARY);

    private final Random random;
    private final List<Image> images = new ArrayList<>();
    private final List<Said> truths = new ArrayList<>();

    private record Image(ProductImage image, Instant stored, boolean broken, int number) {
        String position() {
            return "product-images/0/" + number;
        }

        String event() {
            return image.productId() + " " + image.source() + " " + image.eventId();
        }
    }

    private record Said(String productId, GroundTruth truth, Instant stored) {
        long millis() {
            return Math.min(truth.time().toEpochMilli(), stored.toEpochMilli());
        }
    }

    StreamedEvents(Random random, int images, int truths) {
        this.random = random;
        for (int i = 0; i < images; i++) {
            String productId = "sku " + random.nextInt(12);
            byte[] bytes = pixels();
            boolean broken = random.nextInt(8) == 0;
            boolean png = random.nextBoolean();
            byte[] sent = broken ? "no picture".getBytes(UTF_8) : png ? GrayPng.of(new ImageTensor(bytes)) : bytes;
            Category declared = random.nextInt(3) == 0 ? category() : null;
            add(productId, "image-" + random.nextInt(2), "e" + random.nextInt(images), sent, declared, broken);
        }
        for (int i = 0; i < truths; i++) {
            Category category = random.nextInt(5) == 0 ? null : category();
            String source = random.nextBoolean() ? "review" : "desk";
            Instant time = START.plusSeconds(random.nextInt(30));
            this.truths.add(new Said(
                    "sku " + random.nextInt(12),
                    new GroundTruth("image-" + random.nextInt(2), category, source, time),
                    START.plusSeconds(random.nextInt(60))));
        }
    }

    private StreamedEvents(StreamedEvents other, List<Said> truths) {
        this.random = other.random;
        this.images.addAll(other.images);
        this.truths.addAll(truths);
    }

    /** One bag of each product. */
    static StreamedEvents of(List<String> productIds) {
        StreamedEvents events = new StreamedEvents(new Random(1), 0, 0);
        for (String productId : productIds) {
            events.add(productId, "image", productId, events.pixels(), Category.BAG, false);
        }
        return events;
    }

    /** The same, with the truths of different images in another order. */
    StreamedEvents inAnotherOrder() {
        Map<String, List<Said>> byImage = new HashMap<>();
        truths.forEach(each -> byImage.computeIfAbsent(
                        each.productId() + " " + each.truth().imageId(), image -> new ArrayList<>())
                .add(each));
        List<List<Said>> shuffled = new ArrayList<>(byImage.values());
        Collections.shuffle(shuffled, random);
        return new StreamedEvents(this, shuffled.stream().flatMap(List::stream).toList());
    }

    void feed(DatasetExport export) throws IOException {
        JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
        long offset = 0;
        for (Said each : truths) {
            export.takeTruth(new SourceRecord(
                    "ground-truth",
                    0,
                    offset++,
                    each.stored().toEpochMilli(),
                    each.productId().getBytes(UTF_8),
                    codec.write(each.truth()),
                    new RecordHeaders()));
        }
        for (Image each : images) {
            ProducerRecord<byte[], byte[]> record = WRITER.write(each.image());
            export.takeImage(new SourceRecord(
                    record.topic(),
                    0,
                    each.number(),
                    each.stored().toEpochMilli(),
                    record.key(),
                    record.value(),
                    record.headers()));
        }
    }

    /** Position of each event that {@code plan} exports to its class. */
    Map<String, String> expected(ExportPlan plan) {
        Map<String, String> expected = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Image each : images) {
            boolean inRange =
                    !each.stored().isBefore(plan.from()) && each.stored().isBefore(plan.to());
            if (inRange && seen.add(each.event()) && !each.broken()) {
                Category truth = truth(plan, each.image());
                boolean leftOut = plan.leaveOutConflicts() && opinions(plan, each.image()) > 1;
                if (truth != null && plan.classes().contains(truth) && !leftOut) {
                    expected.put(each.position(), truth.code());
                }
            }
        }
        return expected;
    }

    private @Nullable Category truth(ExportPlan plan, ProductImage image) {
        Category said = said(plan, image)
                .max(Comparator.comparingLong(Said::millis).thenComparing(truths::indexOf))
                .map(each -> each.truth().category())
                .orElse(null);
        Category declared = declared(plan, image);
        boolean declaredFirst = plan.precedence() == TruthPrecedence.DECLARED;
        return (declaredFirst ? declared : said) != null
                ? (declaredFirst ? declared : said)
                : declaredFirst ? said : declared;
    }

    private long opinions(ExportPlan plan, ProductImage image) {
        Stream<Category> each = Stream.of("review", "desk")
                .map(source -> said(plan, image)
                        .filter(said -> said.truth().source().equals(source))
                        .max(Comparator.comparingLong(Said::millis).thenComparing(truths::indexOf))
                        .map(said -> said.truth().category())
                        .orElse(null));
        return Stream.concat(each, Stream.of(declared(plan, image)).filter(Objects::nonNull))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private Stream<Said> said(ExportPlan plan, ProductImage image) {
        return truths.stream()
                .filter(each -> each.productId().equals(image.productId())
                        && each.truth().imageId().equals(image.imageId()))
                .filter(each -> plan.sources()
                        .contains(
                                each.truth().source().equals("review")
                                        ? TruthSource.REVIEW
                                        : TruthSource.GROUND_TRUTH));
    }

    private static @Nullable Category declared(ExportPlan plan, ProductImage image) {
        return plan.sources().contains(TruthSource.DECLARED)
                ? image.declaredCategory().orElse(null)
                : null;
    }

    /** The image at a position. */
    ProductImage image(String position) {
        return images.stream()
                .filter(each -> each.position().equals(position))
                .findFirst()
                .orElseThrow()
                .image();
    }

    /** A file's bytes, to be decoded. */
    static ProductImage picture(byte[] bytes) {
        return new ProductImage("file", "file", "file", "file", START, "", bytes, null);
    }

    private void add(
            String productId,
            String imageId,
            String eventId,
            byte[] bytes,
            @Nullable Category declared,
            boolean broken) {
        Instant time = START.plusSeconds(random.nextInt(60));
        images.add(new Image(
                new ProductImage(productId, imageId, eventId, "/shop", time, "", bytes, declared),
                time,
                broken,
                images.size()));
    }

    private byte[] pixels() {
        byte[] pixels = new byte[ImageTensor.PIXELS];
        random.nextBytes(pixels);
        return pixels;
    }

    private Category category() {
        return CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    }
}
