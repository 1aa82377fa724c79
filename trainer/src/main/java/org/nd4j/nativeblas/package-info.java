/** One class that Deeplearning4j looks for in this package by name; see {@link org.nd4j.nativeblas.Nd4jCpu}. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
