package io.fashionstream.stream.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fashionstream.stream.http.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the page and its server say to each other. */
final class ReviewJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private ReviewJson() {}

    static HttpAnswer answer(int status, Object value) {
        try {
            return HttpAnswer.of(status, "application/json", MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what the page shows cannot be written as JSON", e);
        }
    }

    /** Why nothing was done, with the answer that it was about as it stands now. */
    static HttpAnswer problem(int status, String detail, @Nullable ShownItem item) {
        ObjectNode problem = HttpAnswer.problemJson(status, detail);
        if (item != null) {
            problem.set("item", MAPPER.valueToTree(item));
        }
        return answer(status, problem);
    }

    /**
     * The request in {@code body}.
     *
     * @throws IOException if there is none
     */
    static ReviewActions.Request request(byte[] body) throws IOException {
        return MAPPER.readValue(body, ReviewActions.Request.class);
    }
}
