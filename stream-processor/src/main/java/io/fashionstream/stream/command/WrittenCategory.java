package io.fashionstream.stream.command;

import io.fashionstream.event.Category;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a category from the command line, as people write it. Which classes there are is for the model to know. */
final class WrittenCategory implements ITypeConverter<Category> {
    @Override
    public Category convert(String text) {
        return Category.written(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected the code or name of a class, such as ANKLE_BOOT, got \"" + text + "\""));
    }
}
