package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageReference;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectionReason;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductImageReaderTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};
    private static final Instant RECORDED = Instant.parse("2026-11-22T17:00:00Z");
    private static final String LOCATION = "https://images.example/front.png";
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/shop\",\"type\":\"t\"";

    @Test
    void aBinaryModeEventIsReadWithAllItSays() {
        Headers headers = binary(
                "id",
                "e1",
                "source",
                "/shop",
                "type",
                "t",
                "subject",
                "front",
                "time",
                "2026-11-22T18:00:00+01:00",
                "declaredcategory",
                "SHIRT");
        headers.add("content-type", "Image/PNG; q=1".getBytes(UTF_8));

        ProductImage image = readable("sku-1", PNG, headers);

        assertThat(image.productId()).isEqualTo("sku-1");
        assertThat(image.imageId()).isEqualTo("front");
        assertThat(image.eventId()).isEqualTo("e1");
        assertThat(image.source()).isEqualTo("/shop");
        assertThat(image.time()).isEqualTo("2026-11-22T17:00:00Z");
        assertThat(image.contentType()).isEqualTo("Image/PNG; q=1");
        assertThat(image.bytes()).isEqualTo(PNG);
        assertThat(image.declaredCategory()).contains(Category.SHIRT);
    }

    @Test
    void aStructuredModeEventOfTheSdkIsReadTheSame() {
        byte[] json = new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId("e1")
                        .withSource(URI.create("/shop"))
                        .withType("t")
                        .withSubject("front")
                        .withTime(RECORDED.atOffset(ZoneOffset.UTC))
                        .withExtension("declaredcategory", "SHIRT")
                        .withData("image/png", PNG)
                        .build());

        ProductImage image = readable("sku-1", json, structured());

        assertThat(image.imageId()).isEqualTo("front");
        assertThat(image.eventId()).isEqualTo("e1");
        assertThat(image.time()).isEqualTo(RECORDED);
        assertThat(image.contentType()).isEqualTo("image/png");
        assertThat(image.bytes()).isEqualTo(PNG);
        assertThat(image.declaredCategory()).contains(Category.SHIRT);
    }

    @Test
    void aPlainRecordIsIdentifiedByWhereItStands() {
        ProductImage image = readable("sku-1", PNG, new RecordHeaders());

        assertThat(image.productId()).isEqualTo("sku-1");
        assertThat(image.imageId()).isEqualTo("product-images-3-42");
        assertThat(image.eventId()).isEqualTo("product-images-3-42");
        assertThat(image.time()).isEqualTo(RECORDED);
        assertThat(image.contentType()).isEmpty();
    }

    @Test
    void aPlainRecordThatWasReplayedKeepsItsFirstIdentity() {
        Headers headers = new RecordHeaders().add("replayed-from", "product-images/1/7".getBytes(UTF_8));

        assertThat(readable("sku-1", PNG, headers).eventId()).isEqualTo("product-images-1-7");
    }

    @Test
    void aPlainRecordMayNameItsImageAndCategory() {
        Headers headers = new RecordHeaders()
                .add("image-id", "front".getBytes(UTF_8))
                .add("declaredcategory", "BAG".getBytes(UTF_8));

        ProductImage image = readable("sku-1", PNG, headers);

        assertThat(image.imageId()).isEqualTo("front");
        assertThat(image.declaredCategory()).contains(Category.BAG);
    }

    @Test
    void withoutSubjectTheEventIdNamesTheImage() {
        assertThat(readable("sku-1", PNG, minimalBinary()).imageId()).isEqualTo("e1");
        Headers nothing = minimalBinary().add("ce_subject", null);
        assertThat(readable("sku-1", PNG, nothing).imageId()).isEqualTo("e1");
    }

    @Test
    void withoutTimeTheRecordsOwnTimeCounts() {
        assertThat(readable("sku-1", PNG, minimalBinary()).time()).isEqualTo(RECORDED);
    }

    @Test
    void withoutKeyThePartitionKeyIsTheProduct() {
        Headers headers = binary("id", "e1", "source", "/shop", "type", "t", "partitionkey", "sku-9");

        assertThat(readable(null, PNG, headers).productId()).isEqualTo("sku-9");
        assertThat(readable("sku-1", PNG, headers).productId()).isEqualTo("sku-1");
    }

    @Test
    void withoutAnyKeyTheEventIsMalformedButNamed() {
        ReadImage.Unreadable refused = refused(null, PNG, minimalBinary(), RejectionReason.MALFORMED_EVENT);

        assertThat(refused.eventId()).isEqualTo("e1");
        assertThat(refused.rejection().detail()).contains("record key").contains("partitionkey");
    }

    @Test
    void aDeclaredCategoryIsReadWhateverTheModelKnows() {
        Headers headers = binary("id", "e1", "source", "/shop", "type", "t", "declaredcategory", "sock");

        ReadImage.Readable read = (ReadImage.Readable) read("sku-1", PNG, headers);

        assertThat(read.image().declaredCategory()).contains(new Category("SOCK"));
        assertThat(read.declared()).isEqualTo("sock");
    }

    @Test
    void noBytesAreEmptyInEveryMode() {
        refused("sku-1", new byte[0], minimalBinary(), RejectionReason.EMPTY);
        refused("sku-1", new byte[0], new RecordHeaders(), RejectionReason.EMPTY);
        refused("sku-1", (EVENT + "}").getBytes(UTF_8), structured(), RejectionReason.EMPTY);
    }

    @Test
    void aRecordWithoutAValueIsNoPictureInAnyMode() {
        for (Headers headers : new Headers[] {minimalBinary(), structured(), new RecordHeaders()}) {
            assertThat(read("sku-1", null, headers)).isInstanceOf(ReadImage.Removal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "image/gif", "no type at all", ""})
    void whatTheBytesAreIsLeftToTheDecoder(String stated) {
        Headers headers = new RecordHeaders().add("content-type", stated.getBytes(UTF_8));

        assertThat(readable("sku-1", new byte[] {1}, headers).contentType()).isEqualTo(stated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"specversion\":\"9.9\"}",
                EVENT + ",\"data_base64\":\"%%%\"}",
                EVENT + ",\"data\":{\"a\":1}}",
                EVENT + ",\"data_base64\":7}",
                "{\"specversion\":\"1.0\"}",
                EVENT + "} trailing",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/shop\",\"type\":\"t\"}"
            })
    void aBrokenEnvelopeIsMalformed(String json) {
        refused("sku-1", json.getBytes(UTF_8), structured(), RejectionReason.MALFORMED_EVENT);
    }

    @Test
    void deeplyNestedJsonIsMalformedAndNotAStackOverflow() {
        byte[] json = (EVENT + ",\"x\":" + "[".repeat(500_000)).getBytes(UTF_8);

        refused("sku-1", json, structured(), RejectionReason.MALFORMED_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+avro", "application/cloudevents-batch+json"})
    void otherCloudEventsFormatsAreMalformed(String contentType) {
        Headers headers = new RecordHeaders().add("content-type", contentType.getBytes(UTF_8));

        refused("sku-1", (EVENT + "}").getBytes(UTF_8), headers, RejectionReason.MALFORMED_EVENT);
    }

    @Test
    void brokenBinaryHeadersAreMalformed() {
        refused("sku-1", PNG, binary("source", "/shop", "type", "t"), RejectionReason.MALFORMED_EVENT);
        refused("sku-1", PNG, binary("id", "e1", "source", "", "type", "t"), RejectionReason.MALFORMED_EVENT);
        refused("sku-1", PNG, new RecordHeaders().add("ce_id", "e1".getBytes(UTF_8)), RejectionReason.MALFORMED_EVENT);
        Headers unknownVersion = new RecordHeaders().add("ce_specversion", "2.0".getBytes(UTF_8));
        refused("sku-1", PNG, unknownVersion, RejectionReason.MALFORMED_EVENT);
    }

    @Test
    void idsThatALabelCouldNotRepeatAreMalformed() {
        String longest = "x".repeat(ProductImageReader.LONGEST_ID);

        assertThat(readable(longest, PNG, minimalBinary()).productId()).isEqualTo(longest);
        refused(longest + "x", PNG, minimalBinary(), RejectionReason.MALFORMED_EVENT);
        Headers longSubject = binary("id", "e1", "source", "/shop", "type", "t", "subject", longest + "x");
        assertThat(refused("sku-1", PNG, longSubject, RejectionReason.MALFORMED_EVENT)
                        .imageId())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
    void anyTimeThatALabelCanRepeatIsTaken(String time) {
        Headers headers = minimalBinary().add("ce_time", time.getBytes(UTF_8));

        String read = readable("sku-1", PNG, headers).time().toString();

        GroundTruth truth = new GroundTruth("sku-1", Category.BAG, "test", Instant.parse(read));
        JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
        assertThat(codec.read(codec.write(truth)).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "+999999999-12-31T23:59:59Z"})
    void aTimeThatNoLabelCouldRepeatIsPassedOver(String time) {
        Headers headers = minimalBinary().add("ce_time", time.getBytes(UTF_8));

        assertThat(readable("sku-1", PNG, headers).time()).isEqualTo(RECORDED);
    }

    @Test
    void aKeyThatIsNoTextIsSaidInHexadecimal() {
        byte[] key = {(byte) 0xC3, 0x28};

        ReadImage.Readable read = (ReadImage.Readable) ProductImageReader.read(record(key, PNG, minimalBinary()));

        assertThat(read.image().productId()).isEqualTo("bytes:c328");
    }

    @Test
    void mutatedEventsNeverThrow() {
        long seed = 20261122;
        Random random = new Random(seed);
        String data = Base64.getEncoder().encodeToString(PNG);
        byte[] good = (EVENT + ",\"datacontenttype\":\"image/png\",\"data_base64\":\"" + data + "\"}").getBytes(UTF_8);

        for (int i = 0; i < 5_000; i++) {
            byte[] value = mutated(good, random);
            Headers headers = minimalBinary();
            headers.add("ce_" + (char) random.nextInt(128), mutated("2026-11-22".getBytes(UTF_8), random));
            headers.add("ce_time", mutated("2026-11-22T17:00:00Z".getBytes(UTF_8), random));

            assertThat(ProductImageReader.read(record("k".getBytes(UTF_8), value, structured())))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
            assertThat(ProductImageReader.read(record(mutated(good, random), value, headers)))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }

    @Test
    void anEventWithoutDataMayReferToItsImage() {
        Headers headers = minimalBinary().add("ce_dataref", LOCATION.getBytes(UTF_8));
        headers.add("ce_datarefsha256", "AB".repeat(32).getBytes(UTF_8));
        String members = ",\"dataref\":\"" + LOCATION + "\",\"datarefsha256\":\"" + "ab".repeat(32) + "\"}";

        for (ReadImage read : List.of(
                read("sku-1", null, headers),
                read("sku-1", new byte[0], headers),
                read("sku-1", (EVENT + members).getBytes(UTF_8), structured()))) {
            assertThat(read).isInstanceOfSatisfying(ReadImage.Referenced.class, referenced -> {
                assertThat(referenced.reference()).isEqualTo(new ImageReference(LOCATION, "ab".repeat(32)));
                assertThat(referenced.image().eventId()).isEqualTo("e1");
                assertThat(referenced.image().bytes()).isEmpty();
                assertThat(referenced.identity()).isNotNull();
            });
        }
    }

    @Test
    void whereAnEventHasDataTheyCountAndTheReferenceDoesNot() {
        Headers headers = minimalBinary().add("ce_dataref", LOCATION.getBytes(UTF_8));
        headers.add("ce_dataref", "another".getBytes(UTF_8));

        assertThat(readable("sku-1", PNG, headers).bytes()).isEqualTo(PNG);
    }

    @Test
    void aReferenceThatCannotBeReadExactlyIsMalformed() {
        byte[] latin1 = {'h', (byte) 0xfc};
        byte[] location = LOCATION.getBytes(UTF_8);
        byte[] tooLong = "x".repeat(ImageReference.LONGEST_LOCATION + 1).getBytes(UTF_8);

        refused("sku-1", null, minimalBinary().add("ce_dataref", latin1), RejectionReason.MALFORMED_EVENT);
        refused("sku-1", null, minimalBinary().add("ce_dataref", tooLong), RejectionReason.MALFORMED_EVENT);
        refused("sku-1", null, new RecordHeaders().add("ce_dataref", location), RejectionReason.MALFORMED_EVENT);
        Headers two = minimalBinary().add("ce_dataref", location).add("ce-dataref", "other".getBytes(UTF_8));
        refused("sku-1", null, two, RejectionReason.MALFORMED_EVENT);
        byte[] number = (EVENT + ",\"dataref\":7}").getBytes(UTF_8);
        refused("sku-1", number, structured(), RejectionReason.MALFORMED_EVENT);
        Headers digest = minimalBinary().add("ce_dataref", location).add("ce_datarefsha256", "abc".getBytes(UTF_8));
        assertThat(refused("sku-1", null, digest, RejectionReason.MALFORMED_EVENT)
                        .rejection()
                        .detail())
                .contains("datarefsha256", "64");
    }

    @Test
    void anEmptyReferenceIsNone() {
        Headers empty = minimalBinary().add("ce_dataref", new byte[0]);

        assertThat(read("sku-1", null, empty)).isInstanceOf(ReadImage.Removal.class);
        refused("sku-1", new byte[0], empty, RejectionReason.EMPTY);
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] copy = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    private static Headers minimalBinary() {
        return binary("id", "e1", "source", "/shop", "type", "t");
    }

    private static Headers binary(String... attributes) {
        Headers headers = new RecordHeaders().add("ce_specversion", "1.0".getBytes(UTF_8));
        for (int i = 0; i < attributes.length; i += 2) {
            headers.add("ce_" + attributes[i], attributes[i + 1].getBytes(UTF_8));
        }
        return headers;
    }

    private static Headers structured() {
        return new RecordHeaders().add("content-type", "application/cloudevents+json; charset=utf-8".getBytes(UTF_8));
    }

    private static SourceRecord record(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new SourceRecord("product-images", 3, 42, RECORDED.toEpochMilli(), key, value, headers);
    }

    private static ReadImage read(@Nullable String key, byte @Nullable [] value, Headers headers) {
        return ProductImageReader.read(record(key == null ? null : key.getBytes(UTF_8), value, headers));
    }

    private static ProductImage readable(@Nullable String key, byte @Nullable [] value, Headers headers) {
        ReadImage read = read(key, value, headers);
        assertThat(read).isInstanceOf(ReadImage.Readable.class);
        return ((ReadImage.Readable) read).image();
    }

    private static ReadImage.Unreadable refused(
            @Nullable String key, byte @Nullable [] value, Headers headers, RejectionReason reason) {
        ReadImage read = read(key, value, headers);
        assertThat(read).isInstanceOf(ReadImage.Unreadable.class);
        ReadImage.Unreadable refused = (ReadImage.Unreadable) read;
        assertThat(refused.rejection().reason())
                .as(refused.rejection().detail())
                .isEqualTo(reason);
        return refused;
    }
}
