package io.fashionstream.stream;

import static io.fashionstream.event.RejectionReason.EMPTY;
import static io.fashionstream.event.RejectionReason.FORBIDDEN_REFERENCE;
import static io.fashionstream.event.RejectionReason.MALFORMED_EVENT;
import static io.fashionstream.stream.InputCase.labelled;
import static io.fashionstream.stream.InputCase.notAnswered;
import static io.fashionstream.stream.InputCase.rejected;
import static io.fashionstream.stream.InputRecord.base64;
import static io.fashionstream.stream.InputRecord.binary;
import static io.fashionstream.stream.InputRecord.json;
import static io.fashionstream.stream.InputRecord.plain;
import static io.fashionstream.stream.InputRecord.structured;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Envelopes: what names the product, the image and the event, and the form that they come in. */
final class EnvelopeCases {
    private static final byte[] LATIN_1 = {'g', 'r', (byte) 0xfc, 'n'};
    private static final String LONGEST = "x".repeat(512);

    private EnvelopeCases() {}

    static List<InputCase> all() {
        return Stream.of(ids(), subjects(), keys(), plainRecords(), references(), structuredEvents(), brokenJson())
                .flatMap(List::stream)
                .toList();
    }

    private static List<InputCase> ids() {
        return List.of(
                labelled("binary mode", binary("e1")).event("e1").image("e1").product("sku-1"),
                labelled("id of 512 characters", binary(LONGEST)).event(LONGEST),
                labelled("id of letters beyond ASCII", binary("grün 👢")).event("grün 👢"),
                labelled("id with white space around it", binary(" e1 ")).event(" e1 "),
                labelled("id twice, the same", binary("e1").with("ce_id", "e1")).event("e1"),
                rejected("id of 513 characters", binary(LONGEST + "x"), MALFORMED_EVENT, "event id", "512", "513"),
                rejected("id empty", binary(""), MALFORMED_EVENT, "event id", "got 0"),
                rejected("id missing", binary("x").without("ce_id"), MALFORMED_EVENT, "event id", "got 0"),
                rejected(
                        "id null",
                        binary("x").without("ce_id").with("ce_id", (byte[]) null),
                        MALFORMED_EVENT,
                        "event id"),
                rejected(
                        "id in Latin-1",
                        binary("x").without("ce_id").with("ce_id", LATIN_1),
                        MALFORMED_EVENT,
                        "ce_id",
                        "UTF-8"),
                rejected("two ids", binary("e1").with("ce_id", "e2"), MALFORMED_EVENT, "one id", "e1", "e2"),
                rejected("source missing", binary("e1").without("ce_source"), MALFORMED_EVENT, "source")
                        .naming("e1", "e1"),
                rejected(
                        "source empty",
                        binary("e1").without("ce_source").with("ce_source", ""),
                        MALFORMED_EVENT,
                        "source"),
                rejected(
                        "source in Latin-1",
                        binary("e1").without("ce_source").with("ce_source", LATIN_1),
                        MALFORMED_EVENT,
                        "ce_source",
                        "UTF-8"),
                rejected(
                        "source of 2,049 characters",
                        binary("e1").without("ce_source").with("ce_source", "s".repeat(2049)),
                        MALFORMED_EVENT,
                        "source",
                        "2048"),
                labelled(
                        "source that is no URI",
                        binary("e1").without("ce_source").with("ce_source", "my shop: 1")));
    }

    private static List<InputCase> subjects() {
        return List.of(
                labelled("subject", binary("e1").with("ce_subject", "front"))
                        .image("front")
                        .event("e1"),
                labelled("subject empty", binary("e1").with("ce_subject", "")).image("e1"),
                labelled("subject null", binary("e1").with("ce_subject", (byte[]) null))
                        .image("e1"),
                rejected(
                                "subject in Latin-1",
                                binary("e1").with("ce_subject", LATIN_1),
                                MALFORMED_EVENT,
                                "ce_subject",
                                "UTF-8")
                        .naming(null, "e1"),
                rejected(
                                "two subjects",
                                binary("e1").with("ce_subject", "front").with("ce_subject", "back"),
                                MALFORMED_EVENT,
                                "one subject",
                                "front",
                                "back")
                        .naming(null, "e1"),
                rejected(
                                "subject of 513 characters",
                                binary("e1").with("ce_subject", LONGEST + "x"),
                                MALFORMED_EVENT,
                                "image id",
                                "513")
                        .naming(null, "e1"));
    }

    private static List<InputCase> keys() {
        return List.of(
                labelled("integer key 4711", binary("e1").keyed(0, 0, 0x12, 0x67))
                        .product("bytes:00001267"),
                labelled("integer key 200", binary("e1").keyed(0, 0, 0, 0xc8)).product("bytes:000000c8"),
                labelled("key in Latin-1", binary("e1").keyed('g', 'r', 0xfc, 'n'))
                        .product("bytes:6772fc6e"),
                labelled("key that reads like one in hexadecimal", binary("e1").keyed('b', 'y', 't', 'e', 's', ':'))
                        .product("bytes:62797465733a"),
                labelled("no key, partition key", binary("e1").withoutKey().with("ce_partitionkey", "sku-9"))
                        .product("sku-9"),
                labelled("empty key, partition key", binary("e1").keyed().with("ce_partitionkey", "sku-9"))
                        .product("sku-9"),
                labelled("key and partition key", binary("e1").with("ce_partitionkey", "sku-9"))
                        .product("sku-1"),
                labelled(
                                "no key, partition key in JSON",
                                structured("e1", "\"partitionkey\":\"sku-9\"").withoutKey())
                        .product("sku-9"),
                rejected(
                                "no key",
                                binary("e1").with("ce_subject", "front").withoutKey(),
                                MALFORMED_EVENT,
                                "record key",
                                "partitionkey")
                        .naming("front", "e1"),
                rejected("no key, plain", plain().withoutKey(), MALFORMED_EVENT, "record key"),
                rejected(
                        "key of 300 bytes that are no text",
                        binary("e1").keyed(new int[300]),
                        MALFORMED_EVENT,
                        "product id"));
    }

    private static List<InputCase> plainRecords() {
        return List.of(
                labelled("plain record", plain()).product("sku-1"),
                labelled("plain record with an image id", plain().with("image-id", "front"))
                        .image("front"),
                labelled("plain record, replayed", plain().with("replayed-from", "product-images/1/7"))
                        .image("product-images-1-7")
                        .event("product-images-1-7"),
                labelled(
                        "plain record with headers of others",
                        plain().with("trace", "x").with("ce_myext", "y")),
                rejected(
                        "image id in Latin-1", plain().with("image-id", LATIN_1), MALFORMED_EVENT, "image-id", "UTF-8"),
                rejected(
                        "image id of 513 characters",
                        plain().with("image-id", LONGEST + "x"),
                        MALFORMED_EVENT,
                        "image id"),
                rejected(
                        "replayed from no position",
                        plain().with("replayed-from", "a-1-7"),
                        MALFORMED_EVENT,
                        "replayed-from",
                        "topic/partition/offset"),
                notAnswered("no value, plain", plain().value((byte[]) null)),
                notAnswered("no value, binary mode", binary("e1").value((byte[]) null)),
                notAnswered("no value and no key", plain().value((byte[]) null).withoutKey()),
                rejected("empty value, binary mode", binary("e1").value(new byte[0]), EMPTY, "bytes")
                        .naming("e1", "e1"));
    }

    /** With images by reference off, as they are by default. */
    private static List<InputCase> references() {
        String location = "https://images.example/front.png";
        return List.of(
                labelled(
                        "data and a reference",
                        binary("e1").with("ce_dataref", location).with("ce_dataref", "x")),
                rejected(
                                "reference in place of a value",
                                binary("e1").value((byte[]) null).with("ce_dataref", location),
                                FORBIDDEN_REFERENCE,
                                "expected the image itself",
                                location)
                        .naming("e1", "e1"),
                rejected(
                                "reference in structured mode",
                                json("e1", type(), "\"dataref\":\"" + location + "\""),
                                FORBIDDEN_REFERENCE,
                                location)
                        .naming("e1", "e1"),
                rejected(
                        "reference that is a number",
                        json("e1", type(), "\"dataref\":7"),
                        MALFORMED_EVENT,
                        "one dataref"),
                rejected(
                        "digest of a reference that is none",
                        binary("e1").value("").with("ce_dataref", location).with("ce_datarefsha256", "x"),
                        MALFORMED_EVENT,
                        "datarefsha256",
                        "64"),
                notAnswered(
                        "reference of a plain record",
                        plain().value((byte[]) null).with("dataref", location)));
    }

    private static List<InputCase> structuredEvents() {
        return List.of(
                labelled("structured mode", structured("e1", "\"subject\":\"front\""))
                        .event("e1")
                        .image("front"),
                labelled(
                        "structured mode with a byte order mark",
                        structured("e1")
                                .value(withMark(
                                        Objects.requireNonNull(structured("e1").value())))),
                labelled("data null beside data_base64", structured("e1", "\"data\":null")),
                labelled("subject null in JSON", structured("e1", "\"subject\":null"))
                        .image("e1"),
                labelled("extension in camel case", structured("e1", "\"confluentRouting\":{\"route\":\"x\"}")),
                labelled("extension with a hyphen", structured("e1", "\"my-ext\":\"x\"")),
                labelled("extension that holds a list", structured("e1", "\"tags\":[1,{\"a\":[]}]")),
                labelled("extension twice", structured("e1", "\"tag\":1,\"tag\":2")),
                labelled(
                        "Base64 without padding",
                        json("e1", type(), "\"data_base64\":\"" + base64().replace("=", "") + "\"")),
                labelled("Base64 for URLs", json("e1", type(), "\"data_base64\":\"" + forUrls() + "\"")),
                labelled(
                        "data with a Base64 encoding",
                        json("e1", type(), "\"datacontentencoding\":\"Base64\"", data())),
                rejected("no data", json("e1", type()), EMPTY, "bytes").naming("e1", "e1"),
                rejected(
                                "data that is text",
                                json("e1", type(), data()),
                                MALFORMED_EVENT,
                                "data_base64",
                                "text in data")
                        .naming("e1", "e1"),
                rejected(
                        "data that is an object",
                        json("e1", "\"data\":{\"a\":1}"),
                        MALFORMED_EVENT,
                        "data_base64",
                        "object"),
                rejected(
                                "data_base64 that is none",
                                json("e1", "\"data_base64\":\"%%%\""),
                                MALFORMED_EVENT,
                                "Base64",
                                "%%%")
                        .naming("e1", "e1"),
                rejected(
                        "data_base64 that is a number",
                        json("e1", "\"data_base64\":7"),
                        MALFORMED_EVENT,
                        "data_base64"),
                rejected(
                        "id that is a number",
                        json("e1", "\"ID\":7", data()),
                        MALFORMED_EVENT,
                        "text as ID",
                        "a number"),
                rejected(
                        "two ids that differ in JSON",
                        structured("e1", "\"id\":\"e2\""),
                        MALFORMED_EVENT,
                        "one id",
                        "e2"),
                rejected("half of a surrogate pair", structured("\\ud83d"), MALFORMED_EVENT, "surrogate"),
                rejected(
                                "source null",
                                structured("e1", "\"subject\":\"f\"")
                                        .value("{\"specversion\":\"1.0\",\"id\":\"e1\","
                                                + "\"source\":null,\"subject\":\"f\",\"data_base64\":\"AA==\"}"),
                                MALFORMED_EVENT,
                                "source")
                        .naming("f", "e1"));
    }

    private static List<InputCase> brokenJson() {
        return List.of(
                rejected("no JSON at all", structured("e1").value(""), MALFORMED_EVENT, "one JSON object", "nothing"),
                rejected("JSON list", structured("e1").value("[]"), MALFORMED_EVENT, "one JSON object", "an array"),
                rejected("JSON null", structured("e1").value("null"), MALFORMED_EVENT, "one JSON object"),
                rejected("JSON number", structured("e1").value("7"), MALFORMED_EVENT, "one JSON object", "a number"),
                rejected("JSON cut short", cutShort(), MALFORMED_EVENT, "ends after 60 bytes")
                        .naming("e1", "e1"),
                rejected(
                        "JSON with a stray letter",
                        structured("e1").value("{\"id\":\"e1\",x}"),
                        MALFORMED_EVENT,
                        "at byte 11"),
                rejected("JSON with more behind it", more(), MALFORMED_EVENT, "behind")
                        .naming("e1", "e1"),
                rejected(
                        "JSON nested too deep",
                        structured("e1").value("{\"a\":" + "[".repeat(5000)),
                        MALFORMED_EVENT,
                        "deeper"),
                rejected(
                        "JSON in Latin-1",
                        structured("e1").value(new byte[] {'{', (byte) 0xfc, '}'}),
                        MALFORMED_EVENT,
                        "UTF-8"),
                rejected(
                        "the image where JSON should be",
                        plain().without("content-type").with("content-type", "application/cloudevents+json"),
                        MALFORMED_EVENT,
                        "JSON"));
    }

    private static String type() {
        return "\"datacontenttype\":\"application/vnd.fashion-mnist\"";
    }

    private static String data() {
        return "\"data\":\"" + base64() + "\"";
    }

    private static String forUrls() {
        return base64().replace('+', '-').replace('/', '_');
    }

    private static InputRecord cutShort() {
        InputRecord whole = structured("e1");
        return whole.value(Arrays.copyOf(Objects.requireNonNull(whole.value()), 60));
    }

    private static InputRecord more() {
        InputRecord whole = structured("e1");
        return whole.value(new String(Objects.requireNonNull(whole.value()), UTF_8) + "{}");
    }

    private static byte[] withMark(byte[] json) {
        byte[] marked = new byte[json.length + 3];
        marked[0] = (byte) 0xef;
        marked[1] = (byte) 0xbb;
        marked[2] = (byte) 0xbf;
        System.arraycopy(json, 0, marked, 3, json.length);
        return marked;
    }
}
