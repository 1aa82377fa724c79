package io.fashionstream.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version, and the revision of the sources that the program was built from. */
public final class ProgramVersion implements IVersionProvider {
    private static final String FACTS = "version.properties";

    @Override
    public String[] getVersion() {
        Properties facts = new Properties();
        try (InputStream file = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream(FACTS), FACTS)) {
            facts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the program is not whole: " + FACTS, e);
        }
        return new String[] {text(facts)};
    }

    /** The revision is unknown where no Git was there at the build. */
    static String text(Properties facts) {
        return "fashion-stream " + facts.getProperty("version") + " (revision " + facts.getProperty("revision") + ")";
    }
}
