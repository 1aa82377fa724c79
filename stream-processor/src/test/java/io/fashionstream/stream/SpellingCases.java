package io.fashionstream.stream;

import static io.fashionstream.event.RejectionReason.MALFORMED_EVENT;
import static io.fashionstream.stream.InputCase.labelled;
import static io.fashionstream.stream.InputCase.rejected;
import static io.fashionstream.stream.InputRecord.base64;
import static io.fashionstream.stream.InputRecord.binary;
import static io.fashionstream.stream.InputRecord.plain;
import static io.fashionstream.stream.InputRecord.spelled;
import static io.fashionstream.stream.InputRecord.structured;

import io.fashionstream.event.Category;
import java.util.List;
import java.util.stream.Stream;

/** Envelopes: how their headers are spelled, which version they say, and what else they say of an image. */
final class SpellingCases {
    private static final String SENT = InputTableTest.SENT.toString();
    private static final String TEN = "2026-11-27T10:00:00Z";
    private static final byte[] LATIN_1 = {'g', 'r', (byte) 0xfc, 'n'};

    private SpellingCases() {}

    static List<InputCase> all() {
        return Stream.of(spellings(), versions(), contentTypes(), times(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<InputCase> spellings() {
        return List.of(
                labelled(
                                "headers as HTTP has them",
                                spelled("ce-specversion", "ce-id", "ce-source").with("ce-subject", "front"))
                        .event("e1")
                        .image("front"),
                labelled(
                                "headers as AMQP has them",
                                spelled("cloudEvents:specversion", "cloudEvents:id", "cloudEvents:source")
                                        .with("cloudEvents:declaredcategory", "BAG"))
                        .event("e1")
                        .declares(Category.BAG),
                labelled(
                                "headers as JMS has them",
                                spelled("cloudEvents_specversion", "cloudEvents_id", "cloudEvents_source"))
                        .event("e1"),
                labelled(
                                "headers in capitals",
                                spelled("CE_SPECVERSION", "CE_ID", "CE_SOURCE").with("CE_SUBJECT", "front"))
                        .event("e1")
                        .image("front"),
                labelled("attribute in camel case", binary("e1").with("ce_declaredCategory", "BAG"))
                        .declares(Category.BAG),
                labelled("attribute with a hyphen", binary("e1").with("ce_declared-category", "BAG"))
                        .declares(Category.BAG),
                labelled("member in camel case", structured("e1", "\"declaredCategory\":\"BAG\""))
                        .declares(Category.BAG),
                labelled("two spellings that agree", binary("e1").with("ce-id", "e1"))
                        .event("e1"),
                rejected(
                        "two spellings that differ",
                        binary("e1").with("ce-id", "e2"),
                        MALFORMED_EVENT,
                        "one id",
                        "ce-id",
                        "e2"),
                rejected("HTTP's id alone", plain().with("ce-id", "e1"), MALFORMED_EVENT, "ce_specversion", "ce-id")
                        .naming("e1", "e1"),
                rejected("AMQP's id alone", plain().with("cloudEvents:id", "e1"), MALFORMED_EVENT, "ce_specversion"),
                labelled("plain record, header in camel case", plain().with("imageId", "front"))
                        .image("front"),
                labelled("plain record, header with underscores", plain().with("declared_category", "BAG"))
                        .declares(Category.BAG));
    }

    private static List<InputCase> versions() {
        return List.of(
                labelled(
                        "version 0.3, binary",
                        binary("e1").without("ce_specversion").with("ce_specversion", "0.3")),
                labelled(
                        "version 0.3, structured",
                        structured("e1")
                                .value("{\"specversion\":\"0.3\",\"id\":\"e1\",\"source\":\"/shop\",\"type\":\"t\","
                                        + "\"datacontenttype\":\"application/vnd.fashion-mnist\",\"datacontentencoding\":\"base64\","
                                        + "\"data\":\"" + base64() + "\"}")),
                rejected(
                                "version 2.0",
                                binary("e1").without("ce_specversion").with("ce_specversion", "2.0"),
                                MALFORMED_EVENT,
                                "ce_specversion",
                                "1.0 or 0.3",
                                "2.0")
                        .naming("e1", "e1"),
                rejected("version missing", binary("e1").without("ce_specversion"), MALFORMED_EVENT, "ce_specversion"),
                rejected(
                                "version missing in JSON",
                                structured("e1").value("{\"id\":\"e1\",\"source\":\"/shop\",\"data_base64\":\"AA==\"}"),
                                MALFORMED_EVENT,
                                "specversion",
                                "none")
                        .naming("e1", "e1"));
    }

    private static List<InputCase> contentTypes() {
        return List.of(
                labelled("structured mode under Content-Type", renamed("Content-Type"))
                        .event("e1"),
                labelled("structured mode under contentType", renamed("contentType"))
                        .event("e1"),
                labelled(
                                "structured mode with a charset",
                                renamed("content-type", "Application/CloudEvents+JSON; charset=UTF-8"))
                        .event("e1"),
                labelled(
                        "content type null",
                        binary("e1").without("content-type").with("content-type", (byte[]) null)),
                labelled(
                        "content type in Latin-1",
                        binary("e1").without("content-type").with("content-type", LATIN_1)),
                labelled(
                        "content type as attribute",
                        binary("e1")
                                .without("content-type")
                                .with("ce_datacontenttype", "application/vnd.fashion-mnist")),
                rejected(
                        "a batch of events",
                        renamed("content-type", "application/cloudevents-batch+json"),
                        MALFORMED_EVENT,
                        "application/cloudevents+json",
                        "batch"),
                rejected(
                        "an event in Avro",
                        renamed("content-type", "application/cloudevents+avro"),
                        MALFORMED_EVENT,
                        "avro"));
    }

    private static List<InputCase> times() {
        return List.of(
                labelled("time", time(TEN)).at(TEN),
                labelled("time with an offset", time("2026-11-27T11:00:00+01:00"))
                        .at(TEN),
                labelled("time with an offset of four digits", time("2026-11-27T10:00:00+0000"))
                        .at(TEN),
                labelled("time with an offset of two digits", time("2026-11-27T11:00:00+01"))
                        .at(TEN),
                labelled("time in small letters", time("2026-11-27t10:00:00z")).at(TEN),
                labelled("time with a space", time("2026-11-27 10:00:00Z")).at(TEN),
                labelled("time without a zone", time("2026-11-27T10:00:00")).at(SENT),
                labelled("time that is none", time("noon")).at(SENT),
                labelled("time empty", time("")).at(SENT),
                labelled("time null", binary("e1").with("ce_time", (byte[]) null))
                        .at(SENT),
                labelled("time in Latin-1", binary("e1").with("ce_time", LATIN_1))
                        .at(SENT),
                labelled("time in seconds", time("1764237600")).at(SENT),
                labelled("time of the year 10000", time("+10000-01-01T00:00:00Z"))
                        .at(SENT),
                labelled("two times", time(TEN).with("ce_time", "2026-11-27T11:00:00Z"))
                        .at(SENT),
                labelled("time that is a number in JSON", structured("e1", "\"time\":1764237600"))
                        .at(SENT),
                labelled("time without a zone in JSON", structured("e1", "\"time\":\"2026-11-27T10:00:00\""))
                        .at(SENT),
                labelled("time in JSON", structured("e1", "\"time\":\"2026-11-27T11:00:00+0100\""))
                        .at(TEN));
    }

    private static List<InputCase> others() {
        return List.of(
                labelled("type missing", binary("e1").without("ce_type")),
                labelled("type empty", binary("e1").without("ce_type").with("ce_type", "")),
                labelled("type in Latin-1", binary("e1").without("ce_type").with("ce_type", LATIN_1)),
                labelled("extension with a hyphen in its header", binary("e1").with("ce_my-ext", "x")),
                labelled("extension in Latin-1", binary("e1").with("ce_colour", LATIN_1)),
                labelled("extension null", binary("e1").with("ce_colour", (byte[]) null)),
                labelled("data schema that is no URI", binary("e1").with("ce_dataschema", ":: ::")));
    }

    private static InputRecord time(String time) {
        return binary("e1").with("ce_time", time);
    }

    private static InputRecord renamed(String header) {
        return renamed(header, "application/cloudevents+json");
    }

    private static InputRecord renamed(String header, String contentType) {
        return structured("e1").without("content-type").with(header, contentType);
    }
}
