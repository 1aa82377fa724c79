package io.fashionstream.image;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * How much a library may allocate for one picture whose needs its header does not show. Counts all that the thread
 * allocates, garbage included, from the moment of its creation; to be asked by that thread. Where the virtual machine
 * does not count, nothing is ever too much.
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
