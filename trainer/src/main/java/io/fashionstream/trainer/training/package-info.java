/** Training: the plan, the loop, augmentation, schedules, checkpoints, and the engines that take the steps. */
@NullMarked
package io.fashionstream.trainer.training;

import org.jspecify.annotations.NullMarked;
