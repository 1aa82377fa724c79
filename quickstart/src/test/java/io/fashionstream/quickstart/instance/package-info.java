/** Tests of processors in JVMs of their own. */
@NullMarked
package io.fashionstream.quickstart.instance;

import org.jspecify.annotations.NullMarked;
