package io.fashionstream.event.serde;

import static io.fashionstream.check.Check.require;

/**
 * One kind of JSON value, and the JSON Schema that it obeys.
 *
 * @param name kebab-case, such as {@code image-label}
 * @param version grows when a change does more than add optional fields
 * @param payload the Java type of the value
 */
public record PayloadType<T>(String name, int version, Class<T> payload) {
    public PayloadType {
        require(name.matches("[a-z]+(-[a-z]+)*"), "a payload name must be kebab-case, got \"%s\"", name);
        require(version >= 1, "a payload version must be at least 1, got %d", version);
    }

    /** The CloudEvents {@code type} of events with this payload, such as {@code io.fashionstream.image-label.v1}. */
    public String cloudEventType() {
        return "io.fashionstream." + name + ".v" + version;
    }

    /** File name of the JSON Schema, such as {@code image-label.v1.schema.json}. */
    public String schemaFile() {
        return name + ".v" + version + ".schema.json";
    }

    /** Where the JSON Schema lies on the class path, without a leading slash. */
    public String schemaResource() {
        return "io/fashionstream/schemas/" + schemaFile();
    }
}
