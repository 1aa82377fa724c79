package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Kafka client settings (TLS, SASL, time-outs) in a properties file, as Kafka's own tools take them. */
public final class ClientSettingsFile {
    private ClientSettingsFile() {}

    /**
     * The settings in {@code file}, UTF-8. Errors never repeat a line of it, which may hold a secret.
     *
     * @throws IllegalArgumentException if there is no such file, or it is not a properties file
     * @throws UncheckedIOException if it cannot be read
     */
    public static Map<String, String> read(Path file) {
        require(Files.isRegularFile(file), "expected a Kafka client properties file, found none at %s", file);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a properties file (malformed \\u escape): " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Kafka client properties file " + file, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
