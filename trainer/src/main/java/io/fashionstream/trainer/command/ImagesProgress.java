package io.fashionstream.trainer.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows on standard error how many images are done: a bar on a terminal, nothing elsewhere. */
final class ImagesProgress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /** Shows it at once, after the word {@code task}; {@code images} are all there will be, or -1 if that is not known. */
    ImagesProgress(String task, long images) {
        bar = CommandLine.Help.Ansi.AUTO.enabled() ? bar(task, images) : null;
    }

    private static ProgressBar bar(String task, long images) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(images)
                .setUnit(" images", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .clearDisplayOnFinish()
                .build();
    }

    /** So many more are done. */
    void add(int images) {
        if (bar != null) {
            bar.stepBy(images);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
