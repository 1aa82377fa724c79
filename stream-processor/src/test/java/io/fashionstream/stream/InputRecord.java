package io.fashionstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fashionstream.event.Category;
import io.fashionstream.stream.testing.TestModels;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** One record as a publisher might send it to {@code product-images}. Begins in good order, and is then changed. */
final class InputRecord {
    static final String PRODUCT = "sku-1";

    /** An image in the data set's own form that the model of the tests labels {@code BAG}. */
    private static final byte[] BAG = TestModels.image(Category.BAG).toBytes();

    private static final String RAW = "application/vnd.fashion-mnist";

    private final Headers headers = new RecordHeaders();
    private byte @Nullable [] key = PRODUCT.getBytes(UTF_8);
    private byte @Nullable [] value = BAG;

    private InputRecord() {}

    /** A binary-mode CloudEvent. */
    static InputRecord binary(String id) {
        return new InputRecord()
                .with("ce_specversion", "1.0")
                .with("ce_id", id)
                .with("ce_source", "/shop")
                .with("ce_type", "shop.image")
                .with("content-type", RAW);
    }

    /** A binary-mode CloudEvent whose attributes have another prefix than {@code ce_}, or other letters. */
    static InputRecord spelled(String version, String id, String source) {
        return new InputRecord()
                .with(version, "1.0")
                .with(id, "e1")
                .with(source, "/shop")
                .with("content-type", RAW);
    }

    /** A structured-mode CloudEvent with further members, such as {@code "subject":"front"}. */
    static InputRecord structured(String id, String... members) {
        String data = "\"datacontenttype\":\"" + RAW + "\",\"data_base64\":\"" + base64() + "\"";
        String[] all = Arrays.copyOf(members, members.length + 1);
        all[members.length] = data;
        return json(id, all);
    }

    /** A structured-mode CloudEvent without data, but for that in {@code members}. */
    static InputRecord json(String id, String... members) {
        String event = "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/shop\",\"type\":\"shop.image\","
                + String.join(",", members) + "}";
        return new InputRecord()
                .with("content-type", "application/cloudevents+json")
                .value(event);
    }

    /** A record without CloudEvents attributes. */
    static InputRecord plain() {
        return new InputRecord().with("content-type", RAW);
    }

    /** A plain record of any bytes, declared as {@code contentType}. */
    static InputRecord picture(String contentType, byte[] bytes) {
        return new InputRecord().with("content-type", contentType).value(bytes);
    }

    /** The image of the structured records, in Base64. */
    static String base64() {
        return Base64.getEncoder().encodeToString(BAG);
    }

    InputRecord with(String header, String text) {
        return with(header, text.getBytes(UTF_8));
    }

    InputRecord with(String header, byte @Nullable [] bytes) {
        headers.add(header, bytes);
        return this;
    }

    InputRecord without(String header) {
        headers.remove(header);
        return this;
    }

    InputRecord keyed(int... bytes) {
        byte[] own = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            own[i] = (byte) bytes[i];
        }
        this.key = own;
        return this;
    }

    InputRecord withoutKey() {
        this.key = null;
        return this;
    }

    InputRecord value(byte @Nullable [] bytes) {
        this.value = bytes;
        return this;
    }

    InputRecord value(String text) {
        return value(text.getBytes(UTF_8));
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    Headers headers() {
        return headers;
    }
}
