package io.fashionstream.stream.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fashionstream.event.serde.SourceRecord;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class NoTracesTest {
    private static final int IMAGES = 1_000_000;

    private final SourceRecord image =
            new SourceRecord("product-images", 0, 7, 0, new byte[3], new byte[784], new RecordHeaders());
    private final TopicPartition partition = new TopicPartition("product-images", 0);

    @Test
    void tracesThatAreOffAllocateNothing() {
        ImageTraces off = new TraceSettings(false, "shop", "one", Map.of()).start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nothing = allocatedBy(threads, 0, off);

        assertThat(off).isInstanceOf(NoTraces.class);
        assertThat(allocatedBy(threads, IMAGES, off)).isLessThan(nothing + IMAGES / 100);
    }

    @Test
    void theMeasurementSeesAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        assertThat(allocatedBy(threads, 1_000, new RecordedSpans().traces())).isGreaterThan(1_000 * 100);
    }

    private long allocatedBy(ThreadMXBean threads, int images, ImageTraces traces) {
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < images; i++) {
            traces.decoding(image);
            traces.decoded(true);
            traces.classifying("model");
            traces.classified(null);
            traces.sending(image, "image-labels", image.headers());
            traces.sent();
            traces.unanswered(image, "DUPLICATE");
            traces.forget(partition);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
