package io.fashionstream.trainer.data;

/** The data set is missing, unreadable or not what it should be; the message names file, place, rule and finding. */
public final class DataSetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataSetException(String message) {
        super(message);
    }

    DataSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
