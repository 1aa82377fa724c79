@NullMarked
package io.fashionstream.testkit.command;

import org.jspecify.annotations.NullMarked;
