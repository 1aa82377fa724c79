package io.fashionstream.command;

import static io.fashionstream.check.Check.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

final class ProgramsTest {
    private final StringWriter printed = new StringWriter();
    private final Work work = new Work();

    @Test
    void aCommandThatIsDoneEndsWithZero() {
        assertThat(execute("work", "--depth", "7", "--topic-prefix", "shop.")).isZero();

        assertThat(work.done).isEqualTo("shop.product-images at 7");
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void aGroupByItselfSaysWhatIsMissing() {
        assertThat(execute()).isEqualTo(2);
        assertThat(printed.toString()).contains("work is missing");
    }

    @Test
    void everyWrongOptionIsNamedAlsoThoseOfMixinsWithinMixins() {
        assertThat(execute("work", "--size", "0", "--depth", "x", "--broker-timeout", "0"))
                .isEqualTo(2);

        assertThat(printed.toString())
                .contains("--depth", "'x' is not an int")
                .contains("--size must be at least 1, got 0")
                .contains("--broker-timeout must be 1 to 600 seconds, got 0");
        assertThat(work.done).isNull();
    }

    @Test
    void whatIsWrongIsSaidWithoutTheHelpThatExplainsIt() {
        execute("work", "--size", "0");

        assertThat(printed.toString().lines())
                .containsExactly("--size must be at least 1, got 0", "See \"program work --help\"");
    }

    @Test
    void helpIsGivenWhateverElseIsWrong() {
        assertThat(execute("work", "--size", "0", "--help")).isZero();
    }

    @Test
    void aForeseenFailureIsItsMessage() {
        work.failure = new IllegalArgumentException("expected bread, found stone");

        assertThat(execute("work")).isEqualTo(1);
        assertThat(printed.toString().strip()).isEqualTo("expected bread, found stone");
    }

    @Test
    void aFailureOfAnotherThreadIsToldAsItsOwn() {
        work.failure = new ExecutionException(new IllegalArgumentException("expected bread, found stone"));

        assertThat(execute("work")).isEqualTo(1);
        assertThat(printed.toString().strip()).isEqualTo("expected bread, found stone");
    }

    @Test
    void aFailureOfTheFileSystemNeedsNoTrace() {
        work.failure = new IOException("No space left on device");

        assertThat(execute("work")).isEqualTo(1);
        assertThat(printed.toString().strip()).isEqualTo("java.io.IOException: No space left on device");
    }

    @Test
    void anUnforeseenFailureShowsWhereItHappened() {
        work.failure = new IllegalStateException("a surprise");

        assertThat(execute("work")).isEqualTo(1);
        assertThat(printed.toString()).contains("a surprise").contains("at " + ProgramsTest.class.getName());
    }

    @Test
    void aSilentBrokerHasAnExitCodeOfItsOwn() {
        work.failure = new BrokerUnreachable(
                KafkaConnection.to("nowhere:9092"), Duration.ofSeconds(1), new IllegalStateException("silence"));

        assertThat(execute("work")).isEqualTo(3);
        assertThat(printed.toString()).contains("nowhere:9092");
    }

    @Test
    void whereNobodyReadsTheOutputThereIsNothingLeftToSay() {
        work.failure = new OutputClosed();

        assertThat(execute("work")).isZero();
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void aFailureMayBringItsExitCode() {
        work.failure = new Refused();

        assertThat(execute("work")).isEqualTo(4);
    }

    private int execute(String... arguments) {
        var commandLine = Programs.commandLine(new Program()).addSubcommand(work);
        return CheckedRun.applyTo(commandLine)
                .setErr(new PrintWriter(printed, true))
                .setOut(new PrintWriter(new StringWriter()))
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
    }

    @Command(name = "program")
    private static final class Program extends CommandGroup {
        Program() {
            super("work is missing");
        }
    }

    @Command(name = "work", mixinStandardHelpOptions = true)
    private static final class Work implements Callable<Integer>, OptionRules {
        @Option(names = "--size")
        private int size = 1;

        @Mixin
        private final Deep deep = new Deep();

        private @Nullable Exception failure;
        private @Nullable String done;

        @Override
        public List<String> problems() {
            return OptionRules.problemsOf(() -> require(size >= 1, "--size must be at least 1, got %d", size));
        }

        @Override
        public Integer call() throws Exception {
            if (failure != null) {
                throw failure;
            }
            done = deep.kafka.topics().productImages() + " at " + deep.depth;
            return 0;
        }
    }

    private static final class Deep {
        @Option(names = "--depth")
        private int depth;

        @Mixin
        private final ConnectionOptions kafka = new ConnectionOptions();
    }

    private static final class Refused extends RuntimeException implements IExitCodeGenerator {
        private static final long serialVersionUID = 1L;

        @Override
        public int getExitCode() {
            return 4;
        }
    }
}
