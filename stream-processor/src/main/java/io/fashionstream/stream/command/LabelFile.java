package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.Printable;
import io.fashionstream.stream.PictureLabelling.Outcome;
import io.fashionstream.stream.send.Picture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file of labels that grows batch by batch. Whoever is interrupted goes on with it: a line that was not written to its end
 * is cut off, and the pictures of the others are known. One thread.
 */
final class LabelFile implements AutoCloseable {
    private final Path file;
    private final LabelLines lines;
    private final String modelId;
    private final Set<String> known = new HashSet<>();
    private final FileChannel channel;
    private long withoutLabel;

    /**
     * Begins {@code file}, or goes on with it.
     *
     * @throws IllegalArgumentException if it is there and was not begun by this program with this model
     */
    LabelFile(Path file, String modelId) throws IOException {
        this.file = file;
        this.lines = lines(file);
        this.modelId = modelId;
        if (Files.exists(file)) {
            readAgain();
        }
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (channel.size() == 0) {
            write(lines.header());
        }
    }

    /** How {@code file} is written, by its name. */
    static LabelLines lines(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        require(
                name.endsWith(".csv") || name.endsWith(".jsonl"),
                "--output must end with .csv or .jsonl, got %s",
                file);
        return name.endsWith(".csv") ? LabelLines.CSV : LabelLines.JSONL;
    }

    /** Pictures that stand in the file. */
    int size() {
        return known.size();
    }

    /** Those of them that have no label. */
    long withoutLabel() {
        return withoutLabel;
    }

    boolean holds(Picture picture) {
        return known.contains(Printable.of(picture.imageId()));
    }

    /** Writes a batch, so that it is there whatever happens to this process. */
    void add(List<Outcome> batch) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : batch) {
            text.append(lines.line(outcome, modelId));
            known.add(Printable.of(outcome.picture().imageId()));
            withoutLabel += outcome.label() == null ? 1 : 0;
        }
        write(text.toString());
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void readAgain() throws IOException {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        List<String> complete = text.substring(0, end).lines().toList();
        int first = lines.header().isEmpty() ? 0 : 1;
        require(
                first == 0 || complete.isEmpty() || (complete.get(0) + "\n").equals(lines.header()),
                "expected %s to begin with %s: it is another file",
                file,
                lines.header().strip());
        for (int i = first; i < complete.size(); i++) {
            readAgain(complete.get(i), i + 1);
        }
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private void readAgain(String line, int number) {
        LabelLines.Known picture = lines.read(line);
        if (picture == null) {
            throw new IllegalArgumentException(
                    "line %d of %s says nothing of a picture: it is another file".formatted(number, file));
        }
        require(
                picture.modelId().equals(modelId),
                "%s was begun with model %s, this is %s: name another --output",
                file,
                picture.modelId(),
                modelId);
        known.add(picture.imageId());
        withoutLabel += picture.labelled() ? 0 : 1;
    }
}
