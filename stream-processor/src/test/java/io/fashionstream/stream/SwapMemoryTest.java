package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The native memory of models that served is given back. Measured in a JVM of its own whose heap is resident from the
 * start, so that what grows is native. For more swaps:
 *
 * <pre>
 * mvn test -pl stream-processor -am -Dtest=SwapMemoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dswap.swaps=400
 * </pre>
 */
@EnabledOnOs(OS.LINUX)
class SwapMemoryTest {
    private static final int SWAPS = Integer.getInteger("swap.swaps", 100);

    /** The second half of the swaps would leave 170 MiB behind if only the weights, 3.5 MB of each model, stayed. */
    private static final long MOST_GROWTH_MEBIBYTES = 64;

    @Test
    void swapsUnderLoadLeaveResidentMemoryFlat() throws Exception {
        Process process = start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        long[] figures = Arrays.stream(printed.trim().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();

        System.out.printf(
                "%d swaps, in the middle %d MiB resident, at the end %d MiB; %d images classified meanwhile%n",
                SWAPS, figures[0], figures[1], figures[2]);
        assertThat(figures[2]).isPositive();
        assertThat(figures[1] - figures[0]).isLessThan(MOST_GROWTH_MEBIBYTES);
    }

    private static Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms160m",
                "-Xmx160m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                SwapMemory.class.getName(),
                Path.of("..", "models", "compact-cnn").toString(),
                String.valueOf(SWAPS));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
