package io.fashionstream.image;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * Limits the memory that a library allocates for one picture, where the picture's header does not tell how much it will be.
 * Counts everything that the creating thread allocates from now on, garbage included; only that thread may ask. On a virtual
 * machine that does not count allocations there is no limit.
 */
final class MemoryAllowance {
    private final long bytes;
    private final long start = allocated();

    MemoryAllowance(long bytes) {
        this.bytes = bytes;
    }

    /** More was allocated than is allowed. Not an EOFException, which readers catch. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;

        private Exceeded(long bytes) {
            super("more than " + bytes + " bytes allocated");
        }
    }

    void check() throws Exceeded {
        if (allocated() - start > bytes) {
            throw new Exceeded(bytes);
        }
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled()
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
