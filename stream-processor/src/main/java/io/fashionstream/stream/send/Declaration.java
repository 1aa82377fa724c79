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
            Optional<Category> category = Category.written(first(relative));
            require(
                    category.isPresent(),
                    "expected a folder named after a class, with letters A to Z or digits, found \"%s\"",
                    first(relative));
            return category;
        }
    }

    private static String first(Path relative) {
        return relative.getName(0).toString();
    }

    private static String withoutExtension(String name) {
        return name.replaceFirst("(?<=.)\\.[^./]*$", "");
    }
}
