package io.fashionstream.trainer.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.OptionRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks, before a command starts its work, whether it can write the file that it is to write at the end. */
final class OutputFile {
    private OutputFile() {}

    /** What is wrong with it, for {@link OptionRules}; nothing if there is no file. */
    static List<String> problems(String option, @Nullable Path file) {
        return file == null ? List.of() : OptionRules.problemsOf(() -> check(option, file));
    }

    /**
     * Throws unless {@code file} can probably be written.
     *
     * @param option the option that named it
     * @throws IllegalArgumentException if it is a folder, or its own folder is missing or not writable
     */
    private static void check(String option, Path file) {
        require(!Files.isDirectory(file), "%s: expected a file, found a folder: %s", option, file);
        Path folder = file.toAbsolutePath().resolveSibling("");
        require(
                Files.isDirectory(folder) && Files.isWritable(folder),
                "%s: expected a folder that can be written to, found none at %s",
                option,
                folder);
    }
}
