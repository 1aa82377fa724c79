package io.fashionstream.stream.export;

import io.fashionstream.dataset.Sha256;
import io.fashionstream.event.Category;
import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.StreamedData;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.GrayPng;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One export: takes all truths first, then all images, and writes each image whose class is known into the folder of its
 * class. Knows no broker. Confined to one thread.
 */
final class DatasetExport implements AutoCloseable {
    /** As many as the first four bytes of a digest can be. */
    private static final double PLACES = 1L << 32;

    private final ExportPlan plan;
    private final KnownTruths truths;
    private final ExportFolder folder;
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private final Set<String> seen = new HashSet<>();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Map<String, Integer> bySource = new HashMap<>();
    private final Map<String, Integer> byClass = new HashMap<>();
    private int conflicting;

    private enum Fate {
        EXPORTED,
        WITHOUT_TRUTH,
        UNKNOWN_CLASS,
        LEFT_OUT,
        REJECTED,
        REPEATED,
        BY_REFERENCE
    }

    /** @throws IllegalArgumentException if there is something in {@code folder} */
    DatasetExport(ExportPlan plan, Path folder) throws IOException {
        this.plan = plan;
        this.truths = new KnownTruths(plan);
        this.folder = new ExportFolder(folder);
    }

    /** Takes a record of {@code ground-truth}; all of them come before the first image. */
    void takeTruth(SourceRecord stored) {
        truths.take(stored);
    }

    /** Takes a record of {@code product-images}, whose timestamp counts for the range of time. */
    void takeImage(SourceRecord stored) throws IOException {
        Instant time = Instant.ofEpochMilli(stored.timestamp());
        ReadImage read = ProductImageReader.read(stored);
        if (time.isBefore(plan.from()) || !time.isBefore(plan.to()) || read instanceof ReadImage.Removal) {
            return;
        }
        fates.merge(fate(stored, read), 1, Integer::sum);
    }

    private Fate fate(SourceRecord stored, ReadImage read) throws IOException {
        if (read instanceof ReadImage.Referenced) {
            return Fate.BY_REFERENCE;
        }
        if (!(read instanceof ReadImage.Readable readable)) {
            return Fate.REJECTED;
        }
        ProductImage image = readable.image();
        String name = name(image, readable.identity() == null ? stored.position() : identity(readable.identity()));
        if (!seen.add(name)) {
            return Fate.REPEATED;
        }
        KnownTruths.Truth truth = truths.about(
                image.productId(), image.imageId(), image.declaredCategory().orElse(null));
        Category category = truth.category();
        if (category == null) {
            return truth.stranger() == null ? Fate.WITHOUT_TRUTH : Fate.UNKNOWN_CLASS;
        }
        if (truth.conflicting() && plan.leaveOutConflicts()) {
            return Fate.LEFT_OUT;
        }
        if (!(decoder.decode(image) instanceof Decoded.Image decoded)) {
            return Fate.REJECTED;
        }
        write(stored, image, decoded, name, truth);
        return Fate.EXPORTED;
    }

    private void write(
            SourceRecord stored, ProductImage image, Decoded.Image decoded, String name, KnownTruths.Truth truth)
            throws IOException {
        Optional<ImageFormat> format = ImageFormat.ofMagic(image.bytes());
        byte[] bytes = format.isPresent() ? image.bytes() : GrayPng.of(decoded.tensor());
        Category category = Objects.requireNonNull(truth.category());
        folder.write(
                new ExportedImage(
                        part(image.productId()) + category.code() + "/" + name + extension(format),
                        category,
                        image.productId(),
                        image.imageId(),
                        image.source(),
                        image.eventId(),
                        stored.position(),
                        truth.source().key(),
                        truth.reviewer(),
                        truth.conflicting(),
                        HexFormat.of().formatHex(Sha256.newDigest().digest(bytes))),
                bytes);
        bySource.merge(truth.source().key(), 1, Integer::sum);
        byClass.merge(category.code(), 1, Integer::sum);
        conflicting += truth.conflicting() ? 1 : 0;
    }

    /** All images of a product are in one part, in every export. */
    private String part(String productId) {
        if (plan.testShare() == 0) {
            return "";
        }
        int place = ByteBuffer.wrap(digest(productId)).getInt();
        return Integer.toUnsignedLong(place) < plan.testShare() * PLACES ? "test/" : "train/";
    }

    private static String identity(EventIdentity identity) {
        return identity.source() + '\0' + identity.id();
    }

    /**
     * A file name that is the same in every export, and of this event alone: what can be read of the product id, and a digest
     * of what names the event. Ids are of strangers, and may hold anything.
     */
    private static String name(ProductImage image, String event) {
        StringBuilder readable = new StringBuilder();
        String productId = image.productId();
        for (int i = 0; i < productId.length() && readable.length() < 40; i++) {
            char c = productId.charAt(i);
            boolean safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            readable.append(safe ? c : '-');
        }
        return "p-" + readable + "-" + HexFormat.of().formatHex(digest(productId + '\0' + event), 0, 16);
    }

    private static byte[] digest(String text) {
        return Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String extension(Optional<ImageFormat> format) {
        return switch (format.orElse(ImageFormat.PNG)) {
            case JPEG -> ".jpg";
            case WEBP -> ".webp";
            case PNG, RAW -> ".png";
        };
    }

    /** Ends the export: the folder is whole. */
    ExportCounts finish(StreamedDataOf data) throws IOException {
        ExportCounts counts = counts();
        folder.finish(Instant.now(), plan, data.exported(bySource), counts);
        return counts;
    }

    /** Says what part of the stream was read, once it is known how many images came of it. */
    interface StreamedDataOf {
        StreamedData exported(Map<String, Integer> images);
    }

    private ExportCounts counts() {
        return new ExportCounts(
                fates.values().stream().mapToInt(Integer::intValue).sum(),
                count(Fate.EXPORTED),
                count(Fate.WITHOUT_TRUTH),
                count(Fate.UNKNOWN_CLASS),
                count(Fate.LEFT_OUT),
                count(Fate.REJECTED),
                count(Fate.REPEATED),
                count(Fate.BY_REFERENCE),
                conflicting,
                bySource,
                byClass);
    }

    private int count(Fate fate) {
        return fates.getOrDefault(fate, 0);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
