package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;

/** Where the two models of a run come from. Either method may take a minute or more. */
interface ModelSource {
    /** The model that the run begins with. */
    ModelArtifact first() throws InterruptedException;

    /** A better one to go on with; called after {@link #first}, on a thread of its own, while images stream. */
    ModelArtifact second() throws InterruptedException;
}
