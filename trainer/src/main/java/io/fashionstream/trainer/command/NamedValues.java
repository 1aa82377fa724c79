package io.fashionstream.trainer.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that takes one of a few names, by the names that help and manifest show. */
record NamedValues<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
    @Override
    public E convert(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("expected one of %s, got '%s'".formatted(names(), text)));
    }

    private String names() {
        return Arrays.stream(type.getEnumConstants()).map(Enum::toString).collect(Collectors.joining(", "));
    }
}
