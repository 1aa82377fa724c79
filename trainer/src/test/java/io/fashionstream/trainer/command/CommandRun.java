package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.trainer.data.Sample;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/**
 * One command of the trainer, run as a user runs it.
 *
 * @param out what it said on standard output
 * @param err what it said on standard error
 */
record CommandRun(int exitCode, String out, String err) {
    private static final String[] SMALL_TRAINING = {
        "train",
        "--data",
        Sample.FOLDER.toString(),
        "--validation",
        "100",
        "--batch",
        "40",
        "--no-flip",
        "--epochs",
        "1"
    };

    /** An option that is given again replaces the one before. */
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = TrainerMain.commandLine()
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** A training of one epoch on 200 images of the sample, and validated with 100, unless {@code options} say otherwise. */
    static CommandRun ofTraining(String... options) {
        return of(join(SMALL_TRAINING, options));
    }

    static String[] join(String[] options, String... more) {
        return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
    }

    CommandRun assertDone() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** It ended with {@code expected}, and said all of {@code words} on standard error, without a trace. */
    CommandRun assertEnded(int expected, String... words) {
        assertThat(exitCode).isEqualTo(expected);
        assertThat(err).contains(words).doesNotContain("\tat ");
        return this;
    }
}
