package io.fashionstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module that all others build on may know. */
final class PackageRulesTest {
    private static final String ROOT = "io.fashionstream";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theRulesSeeTheModule() {
        assertThat(CLASSES.size()).isGreaterThan(40);
    }

    @Test
    void eventsAndArtifactsDoNotKnowKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".event", ROOT + ".artifact..", ROOT + ".check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.cloudevents..")
                .check(CLASSES);
    }

    @Test
    void theModuleKnowsNeitherTrainingNorStreamingNorServing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.deeplearning4j..",
                        "org.nd4j..",
                        "ai.onnxruntime..",
                        "org.apache.kafka.streams..",
                        "picocli..",
                        ROOT + ".image..",
                        ROOT + ".trainer..",
                        ROOT + ".stream..",
                        ROOT + ".quickstart..")
                .check(CLASSES);
    }
}
