package io.fashionstream.stream.review;

import io.fashionstream.stream.http.AddressUnavailable;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpPort;
import io.fashionstream.stream.review.GuardedEndpoint.Answering;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP port of the page, and what is at which of its addresses. */
final class ReviewPort implements AutoCloseable {
    private static final int THREADS = 6;

    /** Files of the live page, which the review page looks like. */
    private static final String LIVE_PAGE = "/io/fashionstream/stream/ops/page/";

    private static final List<String> OWN_FILES = List.of("review.css", "review.js", "cards.js", "keys.js", "talk.js");
    private static final List<String> LIVE_FILES = List.of("live.css", "html.js", "text.js");

    /** A PNG of one transparent pixel. */
    private static final byte[] NOTHING = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=");

    private final ReviewDesk desk;
    private final Pictures pictures;
    private final ReviewActions actions;
    private final RequestGuard guard;
    private final HttpPort port;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, ReviewPort::daemon);

    /**
     * Binds the port and begins to answer.
     *
     * @throws IllegalArgumentException if the address cannot be bound
     */
    ReviewPort(Review.Address address, ReviewDesk desk, Pictures pictures, ReviewActions actions) {
        this.desk = desk;
        this.pictures = pictures;
        this.actions = actions;
        this.guard = new RequestGuard(address.host(), address.names());
        try {
            this.port = new HttpPort(address.host(), address.port());
        } catch (AddressUnavailable e) {
            throw new IllegalArgumentException(
                    "cannot listen on --host %s --port %d: %s"
                            .formatted(
                                    address.host(),
                                    address.port(),
                                    Objects.requireNonNullElse(e.getCause(), e).getMessage()),
                    e);
        }
        addFiles();
        read("/items.json", (head, body) -> items(head));
        read("/picture/", (head, body) -> picture(head, false));
        read("/seen/", (head, body) -> picture(head, true));
        write("/truth", (head, body) -> actions.say(ReviewJson.request(body)));
        write("/undo", (head, body) -> actions.undo(ReviewJson.request(body)));
        write("/replay", (head, body) -> actions.replay(ReviewJson.request(body)));
        port.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "review-answers");
        thread.setDaemon(true);
        return thread;
    }

    private void addFiles() {
        file("/", "page/review.html");
        OWN_FILES.forEach(name -> file("/" + name, "page/" + name));
        LIVE_FILES.forEach(name -> file("/" + name, LIVE_PAGE + name));
    }

    private void file(String path, String resource) {
        try (InputStream in = ReviewPort.class.getResourceAsStream(resource)) {
            byte[] contents = Objects.requireNonNull(in, resource).readAllBytes();
            HttpAnswer file = HttpAnswer.of(contentType(resource), contents);
            read(path, (head, body) -> file);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + resource + " cannot be read", e);
        }
    }

    private static String contentType(String file) {
        if (file.endsWith(".js")) {
            return "text/javascript; charset=utf-8";
        }
        return file.endsWith(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
    }

    private void read(String path, Answering answering) {
        port.endpoint(path, new GuardedEndpoint("GET", guard, threads, answering));
    }

    private void write(String path, Answering answering) {
        port.endpoint(path, new GuardedEndpoint("POST", guard, threads, answering));
    }

    /** A list; where nothing has changed since the page asked last, only that. */
    private HttpAnswer items(HttpHead head) {
        String tag = "\"" + desk.version() + "-" + actions.answered() + "\"";
        if (head.header("If-None-Match").filter(tag::equals).isPresent()) {
            return HttpAnswer.of(304, "application/json", new byte[0])
                    .with("ETag", tag)
                    .with("Cache-Control", "private, no-cache");
        }
        ReviewDesk.Shown shown = desk.shown(ReviewQuery.of(head.query(), actions.now()));
        return ReviewJson.answer(200, actions.page(shown)).with("ETag", tag).with("Cache-Control", "private, no-cache");
    }

    /** The picture as it was sent, or else as the network saw it; nothing to see where there is neither. */
    private HttpAnswer picture(HttpHead head, boolean seen) {
        String id = head.path().substring(head.path().lastIndexOf('/') + 1);
        Pictures.Picture picture = desk.item(id).flatMap(pictures::of).orElse(Pictures.Picture.NONE);
        if (!seen && !picture.mediaType().isEmpty()) {
            return picture(picture.mediaType(), picture.original());
        }
        byte[] pixels = picture.seen();
        return picture("image/png", pixels == null ? NOTHING : pixels);
    }

    private static HttpAnswer picture(String mediaType, byte[] bytes) {
        return HttpAnswer.of(mediaType, bytes)
                .with("Cache-Control", "private, max-age=300")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    URI address() {
        return port.address();
    }

    @Override
    public void close() {
        port.close();
        threads.shutdownNow();
    }
}
