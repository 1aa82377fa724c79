package io.fashionstream.trainer.publish;

import io.fashionstream.event.ModelRelease;

/** An alias has a model, and was to be given one only if it had none. */
public final class AlreadyReleased extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AlreadyReleased(ModelRelease present) {
        super("%s is released as %s already; nothing was changed"
                .formatted(present.modelId(), present.alias().key()));
    }
}
