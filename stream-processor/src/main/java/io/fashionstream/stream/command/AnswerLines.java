package io.fashionstream.stream.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fashionstream.command.Printable;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.send.AwaitedAnswers;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.watch.ReleasedClasses;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints what became of each picture: a line for people, or a JSON object. */
final class AnswerLines implements AwaitedAnswers.Reader {
    private final PrintWriter out;
    private final boolean json;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);
    private final Progress progress;
    private final ReleasedClasses classes;
    private long answered;
    private long withoutLabel;

    /**
     * @param progress told how many pictures are answered
     * @param classes what models call their classes
     */
    AnswerLines(PrintWriter out, Progress progress, boolean json, ReleasedClasses classes) {
        this.out = out;
        this.progress = progress;
        this.json = json;
        this.classes = classes;
    }

    @Override
    public void labelled(Picture picture, ImageLabel label) {
        String flags = (label.uncertain() ? "  uncertain" : "")
                + (label.outOfDistribution() ? "  unlike the training data" : "");
        String name = classes.name(label.modelId(), label.category());
        String text = String.format(Locale.ROOT, "%-11s %5.1f %%%s", name, label.confidence() * 100, flags);
        print(picture, text, "label", labels.write(label));
    }

    @Override
    public void rejected(Picture picture, RejectedImage rejection) {
        withoutLabel++;
        String text = rejection.reason() + ": " + Printable.of(rejection.detail());
        print(picture, text, "rejection", rejections.write(rejection));
    }

    @Override
    public void unanswered(Picture picture) {
        withoutLabel++;
        print(picture, "no answer", "label", "null".getBytes(StandardCharsets.UTF_8));
    }

    /** Pictures that were rejected, or not answered. */
    long withoutLabel() {
        return withoutLabel;
    }

    private void print(Picture picture, String text, String field, byte[] event) {
        progress.reach(++answered);
        if (json) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("imageId", picture.imageId());
            line.put("productId", picture.productId());
            line.putRawValue(field, new RawValue(new String(event, StandardCharsets.UTF_8)));
            out.println(line);
        } else {
            out.printf("%-32s  %s%n", Printable.of(picture.imageId()), text);
        }
        out.flush();
    }
}
