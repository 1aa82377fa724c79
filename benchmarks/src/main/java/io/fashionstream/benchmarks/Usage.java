package io.fashionstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a number of images took of the clock and of this JVM's processor time, all threads in it together.
 *
 * @param processorSeconds of every thread of the JVM: the broker's, when it runs in the same one, too
 */
record Usage(long images, double seconds, double processorSeconds) {
    double imagesPerSecond() {
        return images / seconds;
    }

    /** Microseconds of one core for one image. */
    double coreMicrosPerImage() {
        return processorSeconds * 1e6 / images;
    }

    static Meter start() {
        return new Meter();
    }

    /** A running measurement. */
    static final class Meter {
        private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private final long start = System.nanoTime();
        private final long processorStart = machine.getProcessCpuTime();

        private Meter() {}

        Usage stop(long images) {
            long processor = machine.getProcessCpuTime() - processorStart;
            return new Usage(images, (System.nanoTime() - start) / 1e9, processor / 1e9);
        }
    }
}
