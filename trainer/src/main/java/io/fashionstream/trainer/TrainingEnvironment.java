package io.fashionstream.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a manifest says of the machine and the library versions that a network was trained with. */
final class TrainingEnvironment {
    private TrainingEnvironment() {}

    /** Libraries whose version can change what comes out, and Java. */
    static Map<String, String> libraries() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("java", System.getProperty("java.version"));
        for (String artifact : new String[] {"org.deeplearning4j/deeplearning4j-nn", "org.nd4j/nd4j-native"}) {
            versions.put(artifact.substring(artifact.indexOf('/') + 1), version(artifact));
        }
        return versions;
    }

    /** Operating system, processor architecture and cores. */
    static String machine() {
        return "%s %s, %d cores"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }

    private static String version(String artifact) {
        String resource = "/META-INF/maven/" + artifact + "/pom.properties";
        try (InputStream stream = TrainingEnvironment.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
