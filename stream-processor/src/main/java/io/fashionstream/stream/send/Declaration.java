package io.fashionstream.stream.send;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import java.nio.file.Path;
import java.util.Optional;

/** What the catalogue says of picture files: which product each is of, and what it shows. */
public sealed interface Declaration {
    /** The product of the file at {@code relative}, the path below the folder that was named. */
    String productId(Path relative);

    /** What it is declared to show, if anything. */
    Optional<Category> category(Path relative);

    /** What a picture is declared to show that a list names, as {@code className} if it says so. */
    default Optional<Category> listed(Path relative, Optional<String> className) {
        Optional<Category> said = className.map(Declaration::written);
        return said.isPresent() ? said : category(relative);
    }

    /**
     * Pictures in a sub-folder are all of the product that the sub-folder names; one right in the folder is a product of its
     * own.
     *
     * @param ofAll what all of them show, if that is declared
     */
    record FoldersAreProducts(Optional<Category> ofAll) implements Declaration {
        @Override
        public String productId(Path relative) {
            return relative.getNameCount() > 1 ? first(relative) : withoutExtension(relative.toString());
        }

        @Override
        public Optional<Category> category(Path relative) {
            return ofAll;
        }

        @Override
        public Optional<Category> listed(Path relative, Optional<String> className) {
            return ofAll.isPresent() ? ofAll : className.map(Declaration::written);
        }
    }

    /** Nothing is said of what they show, whatever lists say; products are as with {@link FoldersAreProducts}. */
    record Nothing() implements Declaration {
        private static final Declaration PRODUCTS = new FoldersAreProducts(Optional.empty());

        @Override
        public String productId(Path relative) {
            return PRODUCTS.productId(relative);
        }

        @Override
        public Optional<Category> category(Path relative) {
            return Optional.empty();
        }

        @Override
        public Optional<Category> listed(Path relative, Optional<String> className) {
            return Optional.empty();
        }
    }

    /** Pictures in a sub-folder show what the sub-folder names, and each is a product of its own. */
    record FoldersAreClasses() implements Declaration {
        @Override
        public String productId(Path relative) {
            return withoutExtension(relative.toString());
        }

        @Override
        public Optional<Category> category(Path relative) {
            if (relative.getNameCount() == 1) {
                return Optional.empty();
            }
            return Optional.of(written(first(relative)));
        }
    }

    private static Category written(String className) {
        Optional<Category> category = Category.written(className);
        require(
                category.isPresent(),
                "expected the name of a class, with letters A to Z or digits, found \"%s\"",
                className);
        return category.get();
    }

    private static String first(Path relative) {
        return relative.getName(0).toString();
    }

    static String withoutExtension(String name) {
        return name.replaceFirst("(?<=.)\\.[^./]*$", "");
    }
}
