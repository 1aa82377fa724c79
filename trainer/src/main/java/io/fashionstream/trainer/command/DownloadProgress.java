package io.fashionstream.trainer.command;

import io.fashionstream.trainer.data.DownloadListener;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Shows a download on standard error: a bar for each file on a terminal, a line for each file elsewhere. */
final class DownloadProgress implements DownloadListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DownloadProgress.class);

    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private final Map<String, ProgressBar> bars = new HashMap<>();

    @Override
    public void received(String fileName, long receivedBytes, long totalBytes) {
        if (terminal) {
            bars.computeIfAbsent(fileName, name -> newBar(name, totalBytes)).stepTo(receivedBytes);
        } else if (receivedBytes == totalBytes) {
            log.info("Downloaded: file={} bytes={}", fileName, receivedBytes);
        }
    }

    private static ProgressBar newBar(String fileName, long totalBytes) {
        return new ProgressBarBuilder()
                .setTaskName(fileName)
                .setInitialMax(totalBytes)
                .setUnit(" KiB", 1024)
                .build();
    }

    @Override
    public void close() {
        bars.values().forEach(ProgressBar::close);
    }
}
