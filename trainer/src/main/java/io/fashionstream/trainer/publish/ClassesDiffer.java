package io.fashionstream.trainer.publish;

/** A model gives other classes than the champion, and nobody said that it may. The message names them. */
public final class ClassesDiffer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClassesDiffer(String modelId, ClassesChange change) {
        super(
                "model %s has other classes than the champion (%s): release it with --classes-changed if that is meant; nothing was"
                                .formatted(modelId, change)
                        + " released");
    }
}
