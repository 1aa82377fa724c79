package io.fashionstream.stream.endpoint;

import io.fashionstream.event.serde.MediaType;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * How pictures lie in a request.
 *
 * @param contentType of the one picture that the body is; empty if nothing is stated
 * @param boundary between the parts of a body of several; null if the body is one picture
 */
record RequestForm(String contentType, @Nullable String boundary) {
    private static final String MULTIPART = "multipart/form-data";

    /** @throws HttpRefusal with 415 if pictures cannot lie in a body of that type */
    static RequestForm of(HttpHead head) throws HttpRefusal {
        String stated = head.header("Content-Type").orElse("");
        String type = MediaType.essence(stated);
        if (!head.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw unsupported("a body without content encoding");
        }
        if (type.equals(MULTIPART)) {
            String boundary = MultiPart.extractBoundary(stated);
            if (boundary == null) {
                throw HttpRefusal.of(400, "expected a boundary in the content type " + MULTIPART);
            }
            return new RequestForm(type, boundary);
        }
        boolean picture = type.isEmpty()
                || type.startsWith("image/")
                || type.equals("application/octet-stream")
                || type.equals("application/vnd.fashion-mnist");
        if (!picture) {
            throw unsupported("one picture as image/png, image/jpeg, image/webp, application/vnd.fashion-mnist or"
                    + " application/octet-stream, or several as " + MULTIPART);
        }
        return new RequestForm(type, null);
    }

    private static HttpRefusal unsupported(String expected) {
        return new HttpRefusal(HttpAnswer.problem(415, "expected " + expected)
                .with("Accept-Post", "image/png, image/jpeg, image/webp, application/vnd.fashion-mnist, " + MULTIPART));
    }

    boolean hasParts() {
        return boundary != null;
    }

    /**
     * The pictures of {@code body}, in order.
     *
     * @throws HttpRefusal with 400 if it has not the parts that it should have, 413 if there are too many
     */
    List<SentPicture> pictures(byte[] body, int maxImages) throws HttpRefusal {
        if (boundary == null) {
            return List.of(new SentPicture("", contentType, body));
        }
        List<SentPicture> pictures = parts(body, boundary, maxImages);
        if (pictures.isEmpty()) {
            throw HttpRefusal.of(400, "expected at least one part with a picture, got none");
        }
        return pictures;
    }

    private static List<SentPicture> parts(byte[] body, String boundary, int maxImages) throws HttpRefusal {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxMemoryFileSize(-1);
        parser.setMaxLength(-1);
        parser.setMaxParts(maxImages + 1L);
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            if (parts.size() > maxImages) {
                throw tooMany(maxImages);
            }
            List<SentPicture> pictures = new ArrayList<>(parts.size());
            for (MultiPart.Part part : parts) {
                pictures.add(picture(part));
            }
            return pictures;
        } catch (CompletionException e) {
            if (String.valueOf(e.getMessage()).contains("parts")) {
                throw tooMany(maxImages);
            }
            throw HttpRefusal.of(400, "expected a whole body of " + MULTIPART + ", got one that cannot be taken apart");
        }
    }

    private static HttpRefusal tooMany(int maxImages) {
        return HttpRefusal.of(413, "expected at most %d pictures in one request".formatted(maxImages));
    }

    private static SentPicture picture(MultiPart.Part part) {
        String file = Objects.requireNonNullElse(part.getFileName(), "");
        String type = Objects.requireNonNullElse(part.getHeaders().get("Content-Type"), "");
        try {
            ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            return new SentPicture(file, type, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
