package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.Teachers;
import io.fashionstream.trainer.Teachers.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which models a training learns from, and how. */
final class TeacherOptions implements OptionRules {
    @Option(
            names = "--teacher",
            paramLabel = "ARTIFACT",
            description =
                    "Learn from the probabilities of this model beside the labels (distillation); of several, from their"
                            + " mean. They must have been trained with the same --seed and --validation.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--teacher-share",
            paramLabel = "SHARE",
            description = "Of the teachers in each target; the rest is the label's. Default: " + Teachers.DEFAULT_SHARE)
    private @Nullable Double share;

    @Option(
            names = "--teacher-asked",
            paramLabel = "WHAT",
            description = {
                "once: before the training, about each image as it is; views: about each image of each batch, after it was"
                        + " changed and mixed; mirrors: about these and their mirror images, whose mean counts.",
                "views and mirrors take time in every step, and teachers that scale pixels as the training does."
                        + " Default: once"
            })
    private @Nullable Asked asked;

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (share != null && !Teachers.isShare(share)) {
            problems.add("--teacher-share must be over 0 and at most 1, got " + share);
        }
        if (share != null && teachers.isEmpty()) {
            problems.add("--teacher-share needs a --teacher, got none");
        }
        if (asked != null && teachers.isEmpty()) {
            problems.add("--teacher-asked needs a --teacher, got none");
        }
        return problems;
    }

    boolean areNamed() {
        return !teachers.isEmpty();
    }

    /** Reads the teachers, if any are named. */
    Optional<Teachers> read() throws IOException {
        if (teachers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Teachers(
                ChosenModel.readAll(teachers),
                share == null ? Teachers.DEFAULT_SHARE : share,
                asked == null ? Asked.ONCE : asked));
    }

    /** The options that were given, each after a space. */
    String toArguments() {
        StringBuilder line = new StringBuilder();
        teachers.forEach(teacher -> line.append(" --teacher ").append(teacher));
        if (share != null) {
            line.append(" --teacher-share ").append(share);
        }
        if (asked != null) {
            line.append(" --teacher-asked ").append(asked);
        }
        return line.toString();
    }
}
