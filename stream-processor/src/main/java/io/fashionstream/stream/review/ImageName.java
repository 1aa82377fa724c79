package io.fashionstream.stream.review;

/** The image that a truth is about. */
record ImageName(String productId, String imageId) {}
