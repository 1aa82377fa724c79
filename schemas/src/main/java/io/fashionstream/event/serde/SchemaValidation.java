package io.fashionstream.event.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Checks JSON values against one JSON Schema (draft 2020-12, formats asserted). Safe for use by several threads. */
public final class SchemaValidation {
    private static final int SHOWN_CHARACTERS = 120;
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final String schemaFile;
    private final Schema schema;

    private SchemaValidation(String schemaFile, Schema schema) {
        this.schemaFile = schemaFile;
        this.schema = schema;
    }

    /** The validation of values of {@code type}. */
    public static SchemaValidation of(PayloadType<?> type) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of("classpath:/" + type.schemaResource()));
        schema.initializeValidators();
        return new SchemaValidation(type.schemaFile(), schema);
    }

    /**
     * Returns if {@code value} obeys the schema.
     *
     * @throws SchemaMismatch naming the first place that does not
     */
    public void check(JsonNode value) {
        List<Error> errors;
        try {
            errors = schema.validate(value);
        } catch (NumberFormatException e) {
            // The library compares numbers as decimals, and 1e400 is read as infinity.
            throw new SchemaMismatch(schemaFile, "", "numbers of at most 64 bits", "one beyond them", e);
        }
        if (!errors.isEmpty()) {
            throw mismatch(errors.get(0), value);
        }
    }

    private SchemaMismatch mismatch(Error error, JsonNode value) {
        String pointer = error.getInstanceLocation().toString();
        String found = value.at(pointer).toString();
        String shown = found.length() > SHOWN_CHARACTERS ? found.substring(0, SHOWN_CHARACTERS) + "..." : found;
        return new SchemaMismatch(schemaFile, pointer, expectation(error), shown);
    }

    private static String expectation(Error error) {
        return "it to obey \"" + error.getKeyword() + "\" (" + error.getMessage() + ")";
    }
}
