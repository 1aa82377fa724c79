package io.fashionstream.stream;

/** The processor ended because of something that trying again cannot repair; the message says what. */
public final class ProcessorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessorFailure(Throwable cause) {
        super("the stream processor ended: " + cause.getMessage(), cause);
    }
}
