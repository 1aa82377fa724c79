package io.fashionstream.quickstart;

import io.fashionstream.rules.PackageRules;
import org.junit.jupiter.api.Test;

final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream.quickstart", 20);

    @Test
    void thePipelineIsShownAndSummarisedByPackagesThatDoNotKnowIt() {
        RULES.layers("", "terminal, summary");
    }
}
