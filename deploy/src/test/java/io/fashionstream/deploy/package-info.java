/** The Helm chart, rendered by Helm and read as Kubernetes and the programs would read it; no cluster takes part. */
@NullMarked
package io.fashionstream.deploy;

import org.jspecify.annotations.NullMarked;
