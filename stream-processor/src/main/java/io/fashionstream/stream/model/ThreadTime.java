package io.fashionstream.stream.model;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * The time for which a processor worked for the calling thread, in nanoseconds: it stands still while other threads and
 * other programs have the processor. Where the machine does not count that, the time of the clock.
 */
final class ThreadTime implements LongSupplier {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean counted = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();

    @Override
    public long getAsLong() {
        return counted ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
