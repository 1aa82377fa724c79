package io.fashionstream.trainer.data;

/**
 * A picture file that cannot be learnt from.
 *
 * @param name its path within the data set
 * @param reason what was expected and what was found
 */
public record BrokenPicture(String name, String reason) {
    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
