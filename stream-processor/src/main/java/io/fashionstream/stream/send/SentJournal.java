package io.fashionstream.stream.send;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A file with the event id of each picture that the broker has, so that a run that was cut off goes on. An event id is made
 * of source and image id alone: a picture that was sent and not noted any more is sent again under the same id, and a
 * processor answers it once. Safe for use by several threads.
 */
public final class SentJournal implements Publisher.Listener, AutoCloseable {
    private final Publisher.Listener next;
    private final Set<String> before;
    private final BufferedWriter writer;

    /**
     * Goes on with {@code file}, which need not exist.
     *
     * @param next told of each picture, too
     */
    public SentJournal(Path file, Publisher.Listener next) throws IOException {
        this.next = next;
        String text = Files.exists(file) ? Files.readString(file) : "";
        this.before = new HashSet<>(
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
        this.writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            writer.newLine();
        }
    }

    /** The event id of {@code picture}, always the same. */
    public static String eventId(String source, Picture picture) {
        String name = source + '\0' + picture.productId() + '\0' + picture.imageId();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether the broker had this event when the journal was opened. */
    public boolean holds(String eventId) {
        return before.contains(eventId);
    }

    @Override
    public void stored(Picture picture, String eventId, String position) {
        try {
            synchronized (writer) {
                writer.write(eventId);
                writer.write('\n');
                writer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
        next.stored(picture, eventId, position);
    }

    @Override
    public void refused(Picture picture, Exception reason) {
        next.refused(picture, reason);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
