package io.fashionstream.stream;

import io.fashionstream.stream.ops.OpsPage;
import io.fashionstream.stream.ops.OpsServer;

/** What the HTTP port of one processor answers. */
final class OpsPages {
    private final StreamProcessor processor;
    private final Serving serving;

    OpsPages(StreamProcessor processor, Serving serving) {
        this.processor = processor;
        this.serving = serving;
    }

    void addTo(OpsServer server) {
        server.page("/metrics", () -> OpsPage.prometheus(serving.scrape()))
                .page("/health/live", () -> health(processor.isLive()))
                .page("/health/ready", () -> health(processor.isReady()));
    }

    private OpsPage health(boolean healthy) {
        return OpsPage.text(healthy ? 200 : 503, processor.state() + "\n");
    }
}
