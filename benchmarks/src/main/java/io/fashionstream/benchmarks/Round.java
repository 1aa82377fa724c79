package io.fashionstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a contender did while it was its turn.
 *
 * @param processorSeconds of all its threads
 * @param loss mean over the steps
 */
record Round(long images, double seconds, double processorSeconds, double loss) {
    /** Trains for at least {@code seconds}, and one step at the least; {@code firstStep} tells which batches are next. */
    static Round of(Contender contender, TrainingBatches batches, int batch, int firstStep, double seconds) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long processorBefore = machine.getProcessCpuTime();
        double losses = 0;
        int steps = 0;
        do {
            int step = firstStep + steps++;
            losses += contender.step(batches.images(step), batches.targets(step));
        } while (System.nanoTime() - start < seconds * 1e9);
        double processorSeconds = (machine.getProcessCpuTime() - processorBefore) / 1e9;
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Round((long) steps * batch, elapsed, processorSeconds, losses / steps);
    }

    double imagesPerSecond() {
        return images / seconds;
    }

    double imagesPerProcessorSecond() {
        return images / processorSeconds;
    }

    /** For {@link #parse}. */
    String toLine() {
        return images + " " + seconds + " " + processorSeconds + " " + loss;
    }

    static Round parse(String line) {
        String[] words = line.split(" ", -1);
        return new Round(
                Long.parseLong(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]));
    }
}
