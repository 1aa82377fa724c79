package io.fashionstream.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpPort;
import io.fashionstream.stream.ops.LivePage;
import java.io.UncheckedIOException;

/** What the HTTP port of one processor answers. */
final class OpsPages {
    private final StreamProcessor processor;
    private final Serving serving;
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    OpsPages(StreamProcessor processor, Serving serving) {
        this.processor = processor;
        this.serving = serving;
    }

    void addTo(HttpPort server) {
        LivePage.addTo(server);
        serving.endpoints().addTo(server);
        server.page("/state.json", () -> json(serving.live(processor.state(), processor.isReady())))
                .page("/history.json", () -> json(serving.history()))
                .page("/metrics", serving::scrape)
                .page("/health/live", () -> health(processor.isLive()))
                .page("/health/ready", () -> health(processor.isReady()));
    }

    private HttpAnswer health(boolean healthy) {
        return HttpAnswer.text(healthy ? 200 : 503, processor.state() + "\n");
    }

    private HttpAnswer json(Object shown) {
        try {
            return HttpAnswer.of("application/json", json.writeValueAsBytes(shown));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what the page shows cannot be written as JSON", e);
        }
    }
}
