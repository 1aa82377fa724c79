package io.fashionstream.stream.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads image files below a folder. Each folder on the way is opened from the one above it, and never through a symbolic
 * link, so that nobody who writes there can turn the path elsewhere between a check and the reading. A network folder that
 * hangs takes threads of this class, and no others. Safe for use by several threads.
 */
final class FileImages implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "references-files");
        thread.setDaemon(true);
        return thread;
    });

    private final int maxBytes;

    FileImages(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Begins to read {@code file}; returns at once.
     *
     * @param folder that the operator allows; may be a link itself
     * @param time after which the attempt has failed
     * @param end told once what came of it
     * @return gives the attempt up
     */
    Runnable get(Path folder, Path file, Duration time, Consumer<Attempted> end) {
        CompletableFuture<Attempted> attempt = CompletableFuture.supplyAsync(() -> read(folder, file), threads)
                .exceptionally(failure -> Attempted.unreachable(cannotBeRead(file)))
                .completeOnTimeout(
                        Attempted.failed("the file was not read in time"), time.toMillis(), TimeUnit.MILLISECONDS);
        var unused = attempt.thenAccept(end);
        return () -> attempt.complete(Attempted.failed("given up"));
    }

    private static String cannotBeRead(Path file) {
        return "expected a file at " + file + ", which cannot be read";
    }

    private Attempted read(Path folder, Path file) {
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(folder)) {
            if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
                return Attempted.forbidden("expected a file system that opens files by folder, got one that does not");
            }
            return read(secure, folder.relativize(file));
        } catch (NoSuchFileException e) {
            return Attempted.unreachable("expected a file at " + file + ", found none");
        } catch (IOException e) {
            return Attempted.unreachable(cannotBeRead(file));
        }
    }

    private Attempted read(SecureDirectoryStream<Path> folder, Path names) throws IOException {
        if (names.getNameCount() == 1) {
            return readFile(folder, names);
        }
        if (!attributes(folder, names.getName(0)).isDirectory()) {
            return Attempted.forbidden(
                    "expected a folder and no symbolic link as " + names.getName(0) + ", got something else");
        }
        try (SecureDirectoryStream<Path> below =
                folder.newDirectoryStream(names.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return read(below, names.subpath(1, names.getNameCount()));
        }
    }

    private Attempted readFile(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributes attributes = attributes(folder, name);
        if (!attributes.isRegularFile()) {
            // Opening a pipe would wait for a writer.
            return Attempted.forbidden("expected a file and no symbolic link as " + name + ", got something else");
        }
        if (attributes.size() > maxBytes) {
            return Attempted.tooMany(maxBytes, attributes.size() + " in the file");
        }
        ContentBuffer content = new ContentBuffer(maxBytes, attributes.size());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (SeekableByteChannel channel =
                folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (channel.read(chunk) >= 0) {
                if (!content.add(chunk.flip())) {
                    return Attempted.tooMany(maxBytes, "more");
                }
                chunk.clear();
            }
        }
        return new Attempted.Got(new Fetched.Content(content.taken(), ""));
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
