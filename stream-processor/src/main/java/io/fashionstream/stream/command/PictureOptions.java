package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.OptionRules;
import io.fashionstream.dataset.ClassNames;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.stream.send.DataSetPictures;
import io.fashionstream.stream.send.Declaration;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.PictureFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which images are sent, and what is declared of them. */
final class PictureOptions implements OptionRules {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Images, folders of images, or lists (.csv).")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--idx", paramLabel = "FILE", description = "Images in the data set's IDX form, gzip or plain.")
    private @Nullable Path idx;

    @Option(
            names = "--idx-labels",
            paramLabel = "FILE",
            description = "Their labels, declared as the catalogue's own category of each image.")
    private @Nullable Path idxLabels;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "What the labels mean: names of the classes, one a line, from label 0 on. Default: those of"
                    + " Fashion-MNIST")
    private @Nullable Path classes;

    @Option(
            names = "--folders-are-classes",
            description =
                    "Declare the name of each sub-folder as the category of the images in it; each is a product of its"
                            + " own then.")
    private boolean foldersAreClasses;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            converter = WrittenCategory.class,
            description = "Category that the catalogue declares for all FILEs: the code or name of a class.")
    private @Nullable Category category;

    @Override
    public List<String> problems() {
        boolean chosen = !files.isEmpty() || idx != null;
        return OptionRules.problemsOf(
                () -> require(chosen, "expected a FILE or --idx to say what to send, got neither"),
                () -> require(idx != null || idxLabels == null, "--idx-labels needs --idx"),
                () -> require(idxLabels != null || classes == null, "--classes needs --idx-labels"),
                () -> require(
                        category == null || !foldersAreClasses,
                        "expected --category or --folders-are-classes, got both"),
                () -> PictureFiles.requirePictures(files));
    }

    /** All of them, in a fixed order; at least one. */
    List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>(PictureFiles.find(files, declaration()));
        if (idx != null) {
            pictures.addAll(DataSetPictures.read(idx, idxLabels, labelClasses()));
        }
        require(!pictures.isEmpty(), "expected images (.png .jpg .jpeg .webp .raw), found none below %s", files);
        return pictures;
    }

    private Declaration declaration() {
        return foldersAreClasses
                ? new Declaration.FoldersAreClasses()
                : new Declaration.FoldersAreProducts(Optional.ofNullable(category));
    }

    private Classes labelClasses() {
        return classes == null ? Classes.FASHION_MNIST : ClassNames.read(classes);
    }
}
