/** The file form of Fashion-MNIST, read alike by who trains on it and by who publishes from it. */
@NullMarked
package io.fashionstream.dataset;

import org.jspecify.annotations.NullMarked;
