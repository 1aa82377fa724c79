package io.fashionstream.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** Who may know whom within the quickstart. */
final class PackageRulesTest {
    private static final String ROOT = "io.fashionstream.quickstart";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theRulesSeeTheQuickstart() {
        assertThat(CLASSES.size()).isGreaterThan(25);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheRootPackageComposes() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

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
