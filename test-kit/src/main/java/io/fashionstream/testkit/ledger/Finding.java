package io.fashionstream.testkit.ledger;

/**
 * Whether one promise was kept.
 *
 * @param promise what was promised
 * @param kept whether it held
 * @param detail what was checked, or the first of what was wrong
 */
public record Finding(String promise, boolean kept, String detail) {
    @Override
    public String toString() {
        return (kept ? "kept    " : "BROKEN  ") + promise + ": " + detail;
    }
}
