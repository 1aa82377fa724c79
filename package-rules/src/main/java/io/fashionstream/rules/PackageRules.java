package io.fashionstream.rules;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules about the main classes of one module. Packages are named by what follows the module's root package; an empty name is
 * the root itself, and no name stands for the packages below it as well.
 *
 * <p>Each method throws {@link AssertionError} if a class breaks the rule, and names the class and the line.
 */
public final class PackageRules {
    private final String root;
    private final JavaClasses classes;

    PackageRules(String root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
    }

    /**
     * Reads the main classes of a module.
     *
     * @param root package that all others of the module lie below
     * @param least how many classes there are at least: a rule that sees no class holds always
     * @param packages of {@code root}, with all that lies below them, where other modules have packages of the same root;
     *     none for all
     * @throws AssertionError if there are fewer
     */
    public static PackageRules of(String root, int least, String... packages) {
        String[] full = Stream.of(packages).map(name -> root + "." + name).toArray(String[]::new);
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/io/fashionstream/rules/"))
                .importPackages(full.length == 0 ? new String[] {root} : full);
        if (classes.size() < least) {
            throw new AssertionError(
                    "expected at least %d classes below %s, found %d".formatted(least, root, classes.size()));
        }
        return new PackageRules(root, classes);
    }

    /**
     * Requires that every class uses only its own package and packages of lower rows, and that each package is in a row.
     *
     * @param rows from top to bottom; each names one package, or several separated by {@code ", "} that do not know each other
     */
    public void layers(String... rows) {
        List<List<String>> layers =
                Stream.of(rows).map(row -> List.of(row.split(", ", -1))).toList();
        LayeredArchitecture architecture = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : layers.stream().flatMap(List::stream).toList()) {
            architecture = architecture.layer(inWords(name)).definedBy(full(name));
        }
        for (int row = 0; row < layers.size(); row++) {
            String[] below = layers.subList(row + 1, layers.size()).stream()
                    .flatMap(List::stream)
                    .map(PackageRules::inWords)
                    .toArray(String[]::new);
            for (String name : layers.get(row)) {
                LayeredArchitecture.LayerDependencySpecification layer = architecture.whereLayer(inWords(name));
                architecture = below.length == 0 ? layer.mayNotAccessAnyLayer() : layer.mayOnlyAccessLayers(below);
            }
        }
        architecture.check(classes);
    }

    /**
     * Requires that no class uses these packages.
     *
     * @param foreign full names; {@code ..} at the end stands for all below
     */
    public void nothingKnows(String... foreign) {
        noClasses().should().dependOnClassesThat().resideInAnyPackage(foreign).check(classes);
    }

    /** Requires that no class of {@code packages} uses {@code foreign}; see {@link #nothingKnows}. */
    public void noneOf(List<String> packages, String... foreign) {
        noClasses()
                .that()
                .resideInAnyPackage(full(packages))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign)
                .check(classes);
    }

    /**
     * Requires that no class of {@code packages} calls a method, or refers to one, whose name matches.
     *
     * @param names a regular expression
     */
    public void noneCalls(List<String> packages, String names) {
        noClasses()
                .that()
                .resideInAnyPackage(full(packages))
                .should()
                .accessTargetWhere(target(nameMatching(names)))
                .check(classes);
    }

    /** Requires that only classes of {@code packages} use {@code foreign}, and that one does; see {@link #nothingKnows}. */
    public void only(List<String> packages, String... foreign) {
        ArchRule nobody = noClasses().should().dependOnClassesThat().resideInAnyPackage(foreign);
        if (!nobody.evaluate(classes).hasViolation()) {
            throw new AssertionError(
                    "expected a class of %s to use %s, found none".formatted(packages, List.of(foreign)));
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(full(packages))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign)
                .check(classes);
    }

    private String[] full(List<String> names) {
        List<String> full = new ArrayList<>();
        names.forEach(name -> full.add(full(name)));
        return full.toArray(String[]::new);
    }

    private String full(String name) {
        return name.isEmpty() ? root : root + "." + name;
    }

    private static String inWords(String name) {
        return name.isEmpty() ? "the root" : name;
    }
}
