package io.fashionstream.dataset;

/** The data set is missing, unreadable or not what it should be; the message names file, place, rule and finding. */
public final class DataSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataSetException(String message) {
        super(message);
    }

    public DataSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
