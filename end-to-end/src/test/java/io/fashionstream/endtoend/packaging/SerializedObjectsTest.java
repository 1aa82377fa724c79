package io.fashionstream.endtoend.packaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

class SerializedObjectsTest {
    @Test
    void nothingOfTheProjectReadsSerializedJavaObjects() {
        JavaClasses project = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.fashionstream");
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        ArchRule rule =
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName(ObjectInputStream.class.getName());

        assertThat(project.size()).isGreaterThan(300);
        rule.check(project);
        assertThat(rule.evaluate(offender).hasViolation()).isTrue();
    }

    /** What the rule is there to find. */
    private record Offender(ObjectInputStream stream) {}
}
