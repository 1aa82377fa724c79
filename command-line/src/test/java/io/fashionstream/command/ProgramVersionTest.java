package io.fashionstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class ProgramVersionTest {
    @Test
    void aProgramSaysItsVersionAndTheRevisionOfItsSources() {
        Properties facts = new Properties();
        facts.setProperty("version", "1.2.3");
        facts.setProperty("revision", "0123456789ab");

        assertThat(ProgramVersion.text(facts)).isEqualTo("fashion-stream 1.2.3 (revision 0123456789ab)");
    }

    @Test
    void thisBuildHasAVersion() {
        assertThat(new ProgramVersion().getVersion()).hasSize(1).allMatch(text -> text.startsWith("fashion-stream "));
    }
}
