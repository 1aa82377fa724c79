package io.fashionstream.trainer.training;

import org.jspecify.annotations.Nullable;

/** A checkpoint is missing, unreadable, or of another training. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
