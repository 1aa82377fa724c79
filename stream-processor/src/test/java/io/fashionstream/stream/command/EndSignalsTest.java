package io.fashionstream.stream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class EndSignalsTest {
    /** A window that changes its size means nothing to a process without one. */
    private static final String HARMLESS = "WINCH";

    @Test
    void aSignalRunsWhatWasAskedForAndTheProcessGoesOn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        assertThat(EndSignals.handle(List.of(HARMLESS), arrived::countDown)).isTrue();

        long process = ProcessHandle.current().pid();
        assertThat(new ProcessBuilder("kill", "-" + HARMLESS, String.valueOf(process))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
