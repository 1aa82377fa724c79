package io.fashionstream.stream.http;

/** Ends the work on a request, wherever its fault is found, with the answer that its client gets. */
public final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    /** Without a stack trace: wrong requests are everyday input. */
    public HttpRefusal(HttpAnswer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** A problem as RFC 9457 has it; {@code detail} says what was expected and what was found. */
    public static HttpRefusal of(int status, String detail) {
        return new HttpRefusal(HttpAnswer.problem(status, detail));
    }

    public HttpAnswer answer() {
        return answer;
    }
}
