/** Tests of processors in JVMs of their own. */
@NullMarked
package io.fashionstream.testkit.process;

import org.jspecify.annotations.NullMarked;
