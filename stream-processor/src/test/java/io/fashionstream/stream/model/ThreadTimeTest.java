package io.fashionstream.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadTimeTest {
    private final ThreadTime time = new ThreadTime();

    @Test
    void itPassesWhileTheThreadWorks() {
        long start = time.getAsLong();
        double sum = 0;
        while (time.getAsLong() - start < 1_000_000) {
            sum += Math.sqrt(sum + 1);
        }

        assertThat(sum).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itStandsStillWhileTheThreadDoesNothing() throws InterruptedException {
        long start = time.getAsLong();
        Thread.sleep(200);

        assertThat(Duration.ofNanos(time.getAsLong() - start)).isLessThan(Duration.ofMillis(50));
    }
}
