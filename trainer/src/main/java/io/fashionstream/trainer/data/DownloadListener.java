package io.fashionstream.trainer.data;

/** Hears how a download goes on. Called on the downloading thread, often. */
@FunctionalInterface
public interface DownloadListener {
    /**
     * More of a file has arrived.
     *
     * @param totalBytes size of the file, or -1 if the publisher does not say
     */
    void received(String fileName, long receivedBytes, long totalBytes);
}
