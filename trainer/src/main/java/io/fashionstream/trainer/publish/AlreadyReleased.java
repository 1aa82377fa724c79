package io.fashionstream.trainer.publish;

import io.fashionstream.event.ModelRelease;

/** A model was to be released only if its alias had none yet, and the alias has one. */
public final class AlreadyReleased extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AlreadyReleased(ModelRelease present) {
        super("%s is released as %s already; nothing was changed"
                .formatted(present.modelId(), present.alias().key()));
    }
}
