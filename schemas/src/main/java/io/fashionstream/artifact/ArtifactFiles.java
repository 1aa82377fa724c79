package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Artifacts on disk. Sizes are checked before anything is read, and again while reading. */
final class ArtifactFiles {
    private ArtifactFiles() {}

    static byte[] read(Path fileOrFolder) throws IOException {
        return Files.isDirectory(fileOrFolder)
                ? readFolder(fileOrFolder)
                : readFile(fileOrFolder, fileOrFolder.toString(), StoredZip.MAX_BYTES);
    }

    private static byte[] readFolder(Path folder) throws IOException {
        Map<ArtifactEntry, byte[]> contents = new EnumMap<>(ArtifactEntry.class);
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            ArtifactEntry entry = ArtifactEntry.named(name)
                    .orElseThrow(() -> new ArtifactRefused(
                            folder.toString(), "only the entries of an artifact", "\"" + name + "\""));
            boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            refuseUnless(isFile, file.toString(), "a regular file", "a link, folder or device");
            contents.put(entry, readFile(file, file.toString(), entry.maxBytes()));
        }
        return StoredZip.write(contents);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] readFile(Path file, String where, int maxBytes) throws IOException {
        long size = Files.size(file);
        refuseUnless(size <= maxBytes, where, "at most " + maxBytes + " bytes", size + " bytes");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes);
            refuseUnless(in.read() < 0, where, "at most " + maxBytes + " bytes", "more");
            return bytes;
        }
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            Files.write(partial, bytes);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
