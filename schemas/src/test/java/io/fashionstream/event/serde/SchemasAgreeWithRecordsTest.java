package io.fashionstream.event.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every record stands in the schema with its type, and the other way round, all the way down. */
class SchemasAgreeWithRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class, float.class);

    static List<PayloadType<?>> types() {
        return PayloadTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaAndRecordNameTheSameFields(PayloadType<?> type) {
        agree(type.payload(), new Place(type.schemaFile(), schemaFile(type.schemaFile()), type.name()));
    }

    private static void agree(Type type, Place unresolved) {
        Place place = unresolved.resolved();
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        Optional<Type> written = writtenAs(raw);
        if (written.isPresent()) {
            agree(written.get(), unresolved);
        } else if (raw.isRecord()) {
            agreeOnFields(raw, place);
        } else if (Map.class.isAssignableFrom(raw)) {
            place.isOfType("object");
            agree(argument(type, 1), place.child("additionalProperties"));
        } else if (Collection.class.isAssignableFrom(raw)) {
            place.isOfType("array");
            if (place.node().has("items")) {
                agree(argument(type, 0), place.child("items"));
            }
        } else if (raw.isEnum()) {
            assertThat(place.texts("enum"))
                    .as(place.path())
                    .containsExactlyElementsOf(Arrays.stream(raw.getEnumConstants())
                            .map(constant -> JSON.valueToTree(constant).asText())
                            .toList());
        } else {
            place.isOfType(jsonType(raw));
        }
    }

    /** What a type that is no object in JSON is instead: a category is a text. */
    private static Optional<Type> writtenAs(Class<?> raw) {
        return Arrays.stream(raw.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(Method::getGenericReturnType)
                .findFirst();
    }

    private static void agreeOnFields(Class<?> raw, Place place) {
        Set<String> names = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (RecordComponent component : fields(raw)) {
            names.add(component.getName());
            // A truth without category would be a withdrawal by accident, so its null is always written.
            boolean nullable = isNullable(component.getAnnotatedType());
            if (!nullable || (place.path() + "/" + component.getName()).equals("ground-truth/category")) {
                required.add(component.getName());
            }
            JsonNode property = place.node().path("properties").path(component.getName());
            assertThat(property.isMissingNode())
                    .as("%s lacks %s", place.path(), component.getName())
                    .isFalse();
            agree(
                    component.getGenericType(),
                    new Place(place.file(), property, place.path() + "/" + component.getName()));
        }
        assertThat(place.node().path("properties").fieldNames())
                .toIterable()
                .as(place.path())
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(new TreeSet<>(place.texts("required"))).as(place.path()).isEqualTo(required);
    }

    /** The components of a record; for a part whose fields stand beside the others, its own. */
    private static List<RecordComponent> fields(Class<?> raw) {
        List<RecordComponent> fields = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.addAll(fields(component.getType()));
            } else {
                fields.add(component);
            }
        }
        return fields;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String jsonType(Class<?> raw) {
        if (WHOLE_NUMBERS.contains(raw)) {
            return "integer";
        }
        if (NUMBERS.contains(raw)) {
            return "number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "boolean";
        }
        assertThat(raw).isIn(String.class, Instant.class);
        return "string";
    }

    private static JsonNode schemaFile(String name) {
        String resource = "io/fashionstream/schemas/" + name;
        try (InputStream stream =
                SchemasAgreeWithRecordsTest.class.getClassLoader().getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(stream, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place in a schema file, and how it was reached. */
    private record Place(String file, JsonNode node, String path) {
        Place child(String name) {
            return new Place(file, node.path(name), path + "/" + name);
        }

        Place resolved() {
            JsonNode target = node.has("anyOf") ? node.get("anyOf").get(0) : node;
            String reference = target.path("$ref").asText();
            if (reference.isEmpty()) {
                return new Place(file, target, path);
            }
            String[] parts = reference.split("#", 2);
            String otherFile = parts[0].isEmpty() ? file : parts[0];
            JsonNode root = schemaFile(otherFile);
            return new Place(otherFile, parts.length == 1 ? root : root.at(parts[1]), path).resolved();
        }

        List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            node.path(field).forEach(text -> {
                if (!text.isNull()) {
                    texts.add(text.asText());
                }
            });
            return texts;
        }

        void isOfType(String expected) {
            JsonNode type = node.path("type");
            String found = type.isArray() ? type.get(0).asText() : type.asText();
            assertThat(found).as(path).isEqualTo(expected);
        }
    }
}
