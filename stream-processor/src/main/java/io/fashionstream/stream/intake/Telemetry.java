package io.fashionstream.stream.intake;

import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.trace.ImageTraces;

/** Who is told how images fare: how long each stage of a batch took, and the way of each image. */
public record Telemetry(StageTimes times, ImageTraces traces) {}
