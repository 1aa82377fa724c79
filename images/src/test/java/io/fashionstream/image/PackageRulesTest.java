package io.fashionstream.image;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What reading images may know. */
final class PackageRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fashionstream.image", "io.fashionstream.dataset");

    @Test
    void theRulesSeeTheModule() {
        assertThat(CLASSES.size()).isGreaterThan(30);
    }

    @Test
    void readingImagesKnowsNeitherKafkaNorNetworks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.cloudevents..",
                        "org.deeplearning4j..",
                        "org.nd4j..",
                        "ai.onnxruntime..",
                        "picocli..")
                .check(CLASSES);
    }
}
